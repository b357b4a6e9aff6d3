package io.frametag;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.frametag.config.ConfigException;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** The file that a run's report goes to. */
final class ReportFile {
    private final String name;

    private ReportFile(String name) {
        this.name = name;
    }

    /**
     * Looks, before the run, whether there will be a place for it.
     *
     * @throws ConfigException if there is none
     */
    static ReportFile at(String name) {
        ReportFile file = new ReportFile(name);
        try {
            Path path = new Path(name);
            FileSystem files = path.getFileSystem();
            if (files.exists(path) && files.getFileStatus(path).isDir()) {
                throw new ConfigException("--report is " + name + ", which is a folder: name a file.");
            }
            if (!files.exists(path.makeQualified(files).getParent())) {
                throw new ConfigException("--report is " + name + ", and there is no such folder: create it.");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw file.unusable(e);
        }
        return file;
    }

    /** @throws ConfigException if it cannot be written */
    void write(RunReport report) {
        Path path = new Path(name);
        try (FSDataOutputStream out = path.getFileSystem().create(path, WriteMode.OVERWRITE)) {
            out.write((report.json().toPrettyString() + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private ConfigException unusable(Exception e) {
        return new ConfigException("--report is " + name + ", which cannot be written: " + e.getMessage());
    }
}
