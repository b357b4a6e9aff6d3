package io.frametag.bench.report;

import java.util.List;

/**
 * One experiment's part of the report.
 *
 * @param name of the experiment: a file name
 * @param command what a reader types to measure it again
 * @param lead Markdown above the tables: what was done, and what came out
 * @param notes Markdown below them, one paragraph each
 */
public record Section(
        String name,
        String title,
        String command,
        String lead,
        List<Table> tables,
        List<Chart> charts,
        List<String> notes) {}
