package io.frametag.bench.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.frametag.bench.machine.Cores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The process that times graphs in turn: RESULT THREADS ROUNDS RUNS GRAPH.. */
final class ModelTimer {
    private static final int WARMUP_RUNS = 10;
    private static final double NANOS_PER_MILLI = 1e6;

    private ModelTimer() {}

    public static void main(String[] args) throws IOException {
        Cores.pinAsTold();
        Path result = Path.of(args[0]);
        int threads = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        int runs = Integer.parseInt(args[3]);
        Map<String, BoundSession> sessions = new LinkedHashMap<>();
        Map<String, List<Double>> medians = new LinkedHashMap<>();
        for (String graph : Arrays.asList(args).subList(4, args.length)) {
            BoundSession session = BoundSession.open(Path.of(graph), threads);
            median(session, WARMUP_RUNS);
            sessions.put(Path.of(graph).getFileName().toString(), session);
        }
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, BoundSession> session : sessions.entrySet()) {
                // The caches are full of another model.
                session.getValue().run();
                medians.computeIfAbsent(session.getKey(), any -> new ArrayList<>())
                        .add(median(session.getValue(), runs));
            }
        }
        sessions.values().forEach(BoundSession::close);
        new ObjectMapper().writeValue(result.toFile(), medians);
    }

    private static double median(BoundSession session, int runs) {
        long[] nanos = new long[runs];
        for (int i = 0; i < runs; i++) {
            long started = System.nanoTime();
            session.run();
            nanos[i] = System.nanoTime() - started;
        }
        Arrays.sort(nanos);
        return nanos[runs / 2] / NANOS_PER_MILLI;
    }
}
