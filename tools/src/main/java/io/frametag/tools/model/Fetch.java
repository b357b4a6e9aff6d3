package io.frametag.tools.model;

import io.frametag.pipeline.ShownUri;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import io.frametag.tools.kafka.StandardErrorProgress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches one file by its hash, once. */
@Command(
        name = "fetch",
        sortOptions = false,
        header = "Fetch a file of a model, and print where it is.",
        description = {
            "",
            "The file is kept by its SHA-256 and fetched once; what was broken off goes on where it ended. A file of"
                    + " another hash is never handed out. Proxies are taken from Java's own properties"
                    + " (JAVA_OPTS=-Dhttps.proxyHost=..).",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = "  frametag model fetch https://example.com/lcnet/model.onnx --sha256 <64 digits>")
public final class Fetch implements Callable<Integer> {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    /** A plain name, so that it stays in its folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "An http or https address.")
    private String address;

    @Option(names = "--sha256", paramLabel = "HEX", required = true, description = "What the file's SHA-256 has to be.")
    private String sha256;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Where files are kept. Default: frametag in $XDG_CACHE_HOME, or in .cache in the home folder.")
    private Path cache;

    @Override
    public Integer call() {
        if (!SHA256.matcher(sha256).matches()) {
            throw new ParameterException(spec.commandLine(), "--sha256 must be 64 hexadecimal digits.");
        }
        URI uri = uri();
        Path file = folder().resolve(sha256.toLowerCase(Locale.ROOT)).resolve(name(uri));
        try {
            new Download(uri, file, sha256.toLowerCase(Locale.ROOT))
                    .run(StandardErrorProgress.barOrLines(
                            "fetch", spec.commandLine().getErr()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("Interrupted: the same command goes on where it ended.", e);
        }
        spec.commandLine().getOut().println(file);
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }

    private URI uri() {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            throw noAddress();
        }
        if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            throw new ParameterException(
                    spec.commandLine(), "The address has a password in it, which others on this machine can see.");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw noAddress();
        }
        return uri;
    }

    private ParameterException noAddress() {
        return new ParameterException(
                spec.commandLine(), "'" + ShownUri.of(address) + "' is no http or https address.");
    }

    private Path folder() {
        if (cache != null) {
            return cache.toAbsolutePath().normalize();
        }
        String base = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse("");
        Path root = base.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(base);
        return root.resolve("frametag");
    }

    private static String name(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return NAME.matcher(last).matches() ? last : "file";
    }
}
