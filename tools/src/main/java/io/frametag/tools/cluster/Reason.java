package io.frametag.tools.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one line of a stack trace, or of a log, that says what is wrong. */
final class Reason {
    private static final Pattern JOBS_OWN = Pattern.compile("ConfigException: (.+)");
    private static final Pattern CAUSE = Pattern.compile("Caused by: (?:[\\w.$]+: )?(.+)");

    private Reason() {}

    /** @return the job's own sentence if there is one, else the deepest cause, else the first line */
    static String of(String text) {
        return last(
                JOBS_OWN,
                text,
                last(CAUSE, text, text.strip().lines().findFirst().orElse("without a reason")));
    }

    /** @return whether the job itself refused what it was given */
    static boolean isJobsOwn(String text) {
        return JOBS_OWN.matcher(text).find();
    }

    private static String last(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        String found = otherwise;
        while (matcher.find()) {
            found = matcher.group(1).strip();
        }
        return found;
    }
}
