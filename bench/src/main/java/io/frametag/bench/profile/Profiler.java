package io.frametag.bench.profile;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.frametag.bench.BenchFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import one.profiler.AsyncProfiler;

/** async-profiler in another JVM: samples of its processor time, native frames included. */
public final class Profiler {
    private final long pid;
    private final Path library;

    private Profiler(long pid, Path library) {
        this.pid = pid;
        this.library = library;
    }

    /**
     * @param folder gets the profiler's library, which that JVM loads
     * @throws BenchFailure if there is none for this machine
     */
    public static Profiler of(long pid, Path folder) throws IOException {
        String name = platform() + "/libasyncProfiler.so";
        Path library = folder.resolve("libasyncProfiler.so").toAbsolutePath();
        try (InputStream in = AsyncProfiler.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new BenchFailure("async-profiler has no library for this machine (" + name + ").");
            }
            Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Profiler(pid, library);
    }

    private static String platform() {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")) {
            return "macos";
        }
        return System.getProperty("os.arch").equals("aarch64") ? "linux-arm64" : "linux-x64";
    }

    /** Begins to sample all threads. */
    public void start() throws IOException {
        command("start,event=cpu,interval=1ms,threads");
    }

    /**
     * Ends sampling.
     *
     * @param stacks gets one line a stack, {@code [thread];outermost;..;innermost samples}
     * @param flameGraph gets a page that shows them
     */
    public void stop(Path stacks, Path flameGraph) throws IOException {
        command("stop,collapsed,file=" + stacks.toAbsolutePath());
        command("dump,flamegraph,file=" + flameGraph.toAbsolutePath());
    }

    private void command(String command) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgentPath(library.toString(), command);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new BenchFailure("Process " + pid + " cannot be profiled: " + e.getMessage(), e);
        }
    }
}
