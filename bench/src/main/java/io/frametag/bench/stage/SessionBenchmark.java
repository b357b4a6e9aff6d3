package io.frametag.bench.stage;

import io.frametag.bench.machine.Cores;
import io.frametag.bench.models.BoundSession;
import io.frametag.bench.models.UntrainedBundle;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What ONNX Runtime takes for x1_0 by itself: the input is there, and nobody looks at the output. */
@State(Scope.Benchmark)
public class SessionBenchmark {
    private BoundSession session;

    @Setup
    public void open() throws IOException {
        Cores.pinAsTold();
        session = BoundSession.open(StageJvm.project().resolve(UntrainedBundle.X1_0), 1);
    }

    @Benchmark
    public void run() {
        session.run();
    }

    @TearDown
    public void close() {
        session.close();
    }
}
