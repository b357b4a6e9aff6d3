package io.frametag.tools.model;

import io.frametag.model.BadModelException;
import io.frametag.model.Classifier;
import io.frametag.model.GraphFacts;
import io.frametag.model.ModelBundle;
import io.frametag.tools.CommandFailure;
import io.frametag.tools.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a bundle is, as the job would understand it. */
@Command(
        name = "inspect",
        header = "Say what a bundle is: graph, labels, preprocessing, and what is odd about it.",
        footerHeading = "%nExample:%n",
        footer = "  frametag model inspect bundled:pp-lcnet-x0_5-cifar10")
public final class Inspect implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "A folder, a URI that Flink's file systems read, or bundled:NAME.")
    private String location;

    @Override
    public Integer call() {
        ModelBundle bundle = Bundles.load(location);
        try (Classifier classifier = Classifier.open(bundle)) {
            spec.commandLine().getOut().print(InspectText.of(bundle, GraphFacts.of(bundle), classifier.output()));
            spec.commandLine().getOut().flush();
            return ExitCodes.OK;
        } catch (BadModelException e) {
            throw CommandFailure.wrongUse(e.getMessage());
        }
    }
}
