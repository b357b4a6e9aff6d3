package io.frametag.bench;

import io.frametag.bench.archive.Archive;
import io.frametag.bench.fidelity.Fidelity;
import io.frametag.bench.growth.Endurance;
import io.frametag.bench.growth.Growth;
import io.frametag.bench.latency.Burst;
import io.frametag.bench.latency.Knobs;
import io.frametag.bench.latency.Latency;
import io.frametag.bench.latency.Overload;
import io.frametag.bench.latency.Swap;
import io.frametag.bench.models.Ablation;
import io.frametag.bench.models.Int8;
import io.frametag.bench.models.Models;
import io.frametag.bench.models.Rewrites;
import io.frametag.bench.peer.Peers;
import io.frametag.bench.profile.Profile;
import io.frametag.bench.rate.JobAndLoop;
import io.frametag.bench.stage.Stages;
import java.util.List;

/** Every experiment, in the order of the report. */
final class Experiments {
    private Experiments() {}

    static List<Experiment> all() {
        return List.of(
                new JobAndLoop(),
                new Profile(),
                new Stages(),
                new Fidelity(),
                new Latency(),
                new Burst(),
                new Overload(),
                new Swap(),
                new Knobs(),
                new Growth(),
                new Endurance(),
                new Archive(),
                new Peers(),
                new Models(),
                new Ablation(),
                new Rewrites(),
                new Int8());
    }
}
