package io.frametag.tools.model;

import io.frametag.tools.model.int8.Quantise;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the commands on models. */
@Command(
        name = "model",
        header = "Look at a model bundle, try it, make it of bytes, pack it, fetch it.",
        description =
                "%nA bundle is a folder as PaddleX, timm or transformers leave it; docs/models.md says what is read.%n",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {Inspect.class, Check.class, Quantise.class, Pack.class, Fetch.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  frametag model inspect pp-lcnet",
            "  frametag model check pp-lcnet --images photos --against lcnet-050",
            "  frametag model quantise pp-lcnet --images photos --output pp-lcnet-int8",
            "  frametag model pack pp-lcnet --images photos --output released",
            "  frametag model fetch https://example.com/model.onnx --sha256 .."
        })
public final class Model implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command of model.");
    }
}
