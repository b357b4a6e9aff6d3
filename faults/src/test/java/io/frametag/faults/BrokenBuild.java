package io.frametag.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The cluster's jar with the broken jobs of this module's tests in it. */
final class BrokenBuild {
    private static final List<String> FOLDERS = List.of("io/frametag", "io/frametag/kafka");

    private BrokenBuild() {}

    static Build of(Path jobJar, Path folder, String mainClass, String... options) throws IOException {
        Path jar = folder.resolve("broken-job.jar");
        try (ZipFile sound = new ZipFile(jobJar.toFile());
                OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream broken = new ZipOutputStream(out)) {
            for (ZipEntry entry : sound.stream().toList()) {
                broken.putNextEntry(new ZipEntry(entry.getName()));
                sound.getInputStream(entry).transferTo(broken);
            }
            for (String name : FOLDERS) {
                addClasses(Path.of("target/test-classes"), name, broken);
            }
        }
        return new Build(jar, mainClass, List.of(options));
    }

    private static void addClasses(Path classes, String folder, ZipOutputStream jar) throws IOException {
        try (var files = Files.list(classes.resolve(folder))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                jar.putNextEntry(new ZipEntry(folder + "/" + file.getFileName()));
                Files.copy(file, jar);
            }
        }
    }
}
