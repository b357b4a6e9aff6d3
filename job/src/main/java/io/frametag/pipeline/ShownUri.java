package io.frametag.pipeline;

import java.util.regex.Pattern;

/**
 * A URI as messages, dead letters and logs may show it: without user info, query and fragment, which may be secrets (a signed URL is
 * one), on one line and not at any length. Of whatever a producer calls a URI.
 */
public final class ShownUri {
    private static final int LONGEST = 200;
    private static final Pattern QUERY_OR_FRAGMENT = Pattern.compile("[?#].*", Pattern.DOTALL);
    /** Up to the last @ of what may be an authority, whichever slashes introduce it. */
    private static final Pattern USER_INFO = Pattern.compile("^([^/\\\\@]*?[:/\\\\]+)?[^/\\\\]*@");

    private static final Pattern UNPRINTABLE =
            Pattern.compile("[^\\p{Graph} ]|\\p{Cf}", Pattern.UNICODE_CHARACTER_CLASS);

    private ShownUri() {}

    public static String of(String uri) {
        String shown = QUERY_OR_FRAGMENT.matcher(uri).replaceFirst("");
        shown = USER_INFO.matcher(shown).replaceFirst("$1");
        shown = UNPRINTABLE.matcher(shown).replaceAll(" ");
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "..";
    }
}
