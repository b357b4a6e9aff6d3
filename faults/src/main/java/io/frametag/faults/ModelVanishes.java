package io.frametag.faults;

import io.frametag.standalone.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The model's folder is gone when a TaskManager is killed, so that the job cannot restart until it is back. */
final class ModelVanishes implements Fault {
    static final String FOLDER = "model";

    @Override
    public String name() {
        return "model-vanishes";
    }

    @Override
    public String title() {
        return "model folder gone, `kill -9` of a TaskManager, model put back";
    }

    @Override
    public Conditions conditions() {
        return Conditions.USUAL.with("--model", Testbed.FOLDER + "/" + FOLDER);
    }

    @Override
    public void strike(Testbed testbed) throws Exception {
        Path model = testbed.folder().resolve(FOLDER);
        Path away = model.resolveSibling("model-away");
        Files.move(model, away);
        KillTaskManager.victim(testbed).kill();
        Await.until("a restart fails because there is no model", Testbed.PATIENCE, () -> {
            try {
                List<String> failures = testbed.job().failures();
                return failures.stream().anyMatch(failure -> failure.contains(model.toString()));
            } catch (IOException notNow) {
                return false;
            }
        });
        Files.move(away, model);
    }
}
