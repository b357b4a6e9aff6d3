package io.frametag.bench;

import io.frametag.bench.fidelity.Fidelity;
import io.frametag.bench.models.Ablation;
import io.frametag.bench.models.Models;
import io.frametag.bench.models.Rewrites;
import io.frametag.bench.stage.Stages;
import java.util.List;

/** Every experiment, in the order of the report. */
final class Experiments {
    private Experiments() {}

    static List<Experiment> all() {
        return List.of(new Stages(), new Models(), new Ablation(), new Rewrites(), new Fidelity());
    }
}
