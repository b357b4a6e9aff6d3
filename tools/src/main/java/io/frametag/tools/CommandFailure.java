package io.frametag.tools;

import picocli.CommandLine.IExitCodeGenerator;

/**
 * Ends a command. The message is all that its user gets to see: one or two sentences that say what was wrong, where,
 * and what to do.
 */
public final class CommandFailure extends RuntimeException implements IExitCodeGenerator {
    private final int exitCode;

    private CommandFailure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What the user asked for cannot be: a folder that is not there, an option out of range. */
    public static CommandFailure wrongUse(String message) {
        return new CommandFailure(ExitCodes.WRONG_USE, message, null);
    }

    /** What the user asked for is right but did not come about. */
    public static CommandFailure failed(String message, Throwable cause) {
        return new CommandFailure(ExitCodes.FAILED, message, cause);
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
