package io.frametag.hostile.campaign;

import io.frametag.faults.Build;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The cluster's jar with the faulty jobs of this module's tests in it. */
final class FaultyBuild {
    private static final Path CLASSES = Path.of("target/test-classes");

    private FaultyBuild() {}

    static Build of(Path jobJar, Path folder, Class<?> mainClass) throws IOException {
        Path jar = folder.resolve("faulty-job.jar");
        try (ZipFile sound = new ZipFile(jobJar.toFile());
                OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream faulty = new ZipOutputStream(out)) {
            for (ZipEntry entry : sound.stream().toList()) {
                faulty.putNextEntry(new ZipEntry(entry.getName()));
                sound.getInputStream(entry).transferTo(faulty);
            }
            addClasses("io/frametag", "FaultyJobs", faulty);
            addClasses("io/frametag/kafka", "FaultySources", faulty);
        }
        return new Build(jar, mainClass.getName(), List.of());
    }

    private static void addClasses(String folder, String prefix, ZipOutputStream jar) throws IOException {
        try (var files = Files.list(CLASSES.resolve(folder))) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .toList()) {
                jar.putNextEntry(new ZipEntry(folder + "/" + file.getFileName()));
                Files.copy(file, jar);
            }
        }
    }
}
