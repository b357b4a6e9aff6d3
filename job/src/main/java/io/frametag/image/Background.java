package io.frametag.image;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The colour that shows where an image is transparent; each channel from 0 to 255. */
public record Background(int red, int green, int blue) implements Serializable {
    private static final Pattern HEX = Pattern.compile("#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})");

    public Background {
        if ((red | green | blue) < 0 || red > 255 || green > 255 || blue > 255) {
            throw new IllegalArgumentException(
                    "A colour's channels are 0 to 255, and not " + red + ", " + green + ", " + blue + ".");
        }
    }

    /**
     * @param text as in CSS, such as {@code #ffffff}
     * @throws IllegalArgumentException if it is no colour
     */
    public static Background parse(String text) {
        Matcher hex = HEX.matcher(text.strip());
        if (!hex.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no colour: write it as #RRGGBB, #ffffff for white.");
        }
        return new Background(
                Integer.parseInt(hex.group(1), 16),
                Integer.parseInt(hex.group(2), 16),
                Integer.parseInt(hex.group(3), 16));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }
}
