package io.frametag.bench;

import io.frametag.bench.report.Environment;
import io.frametag.standalone.Commit;
import io.frametag.standalone.FlinkHome;
import io.frametag.standalone.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.kafka.common.utils.AppInfoParser;

/** What this run measures on and with. */
public final class Surroundings {
    private Surroundings() {}

    /** To be asked before anything is pinned to a core or written into the project's folder. */
    public static Environment look(Path project) throws IOException, InterruptedException {
        Machine machine = Machine.here();
        FlinkHome flink = FlinkHome.of(project);
        // OpenCV's own; behind it is that of the Java binding.
        String openCv = flink.version("opencv").replaceFirst("-.*", "");
        return new Environment(
                machine.processor(),
                machine.cores(),
                machine.memoryGibibytes(),
                machine.system(),
                System.getProperty("java.version"),
                flink.version("flink-runtime"),
                AppInfoParser.getVersion(),
                flink.version("onnxruntime"),
                openCv,
                Commit.of(project),
                LocalDate.now(ZoneOffset.UTC).toString());
    }
}
