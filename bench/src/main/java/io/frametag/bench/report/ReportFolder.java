package io.frametag.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Results as files: a JSON each, and the charts beside them. */
public record ReportFolder(Path path) {
    /** Writes, or replaces, one section's files. */
    public void write(ReportFile report) throws IOException {
        Files.createDirectories(path);
        report.write(path);
        drawCharts(report);
    }

    /** @return all that are here, by name */
    public List<ReportFile> read() throws IOException {
        List<ReportFile> reports = new ArrayList<>();
        for (Path file : files(".json")) {
            reports.add(ReportFile.read(file));
        }
        return reports;
    }

    /** Draws every chart again, and removes the pictures of those that are no more. */
    public void drawCharts(List<ReportFile> reports) throws IOException {
        Set<String> drawn = new HashSet<>();
        for (ReportFile report : reports) {
            drawCharts(report);
            report.section().charts().forEach(chart -> drawn.add(SvgChart.fileName(chart)));
        }
        for (Path picture : files(".svg")) {
            if (!drawn.contains(picture.getFileName().toString())) {
                Files.delete(picture);
            }
        }
    }

    private void drawCharts(ReportFile report) throws IOException {
        for (Chart chart : report.section().charts()) {
            Files.writeString(path.resolve(SvgChart.fileName(chart)), SvgChart.draw(chart));
        }
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
