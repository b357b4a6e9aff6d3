package io.frametag.tools;

/** The exit status of every sub-command. */
public final class ExitCodes {
    public static final int OK = 0;
    /** The command ran, and found what it looks for: lost records, a wrong label. */
    public static final int FOUND_WRONG = 1;
    /** An unknown option, a folder that is not there. Picocli's own default. */
    public static final int WRONG_USE = 2;
    /** Something failed on the way, so that there is no answer. */
    public static final int FAILED = 3;

    private ExitCodes() {}
}
