package org.qalqan.answers;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client takes, by its {@code Accept} header (RFC 9110, section 12.5.1). */
public final class Accept {

    private Accept() {}

    /**
     * The media type that the client likes best; among equals the first.
     *
     * @param accept the header; null when there was none, which takes anything
     * @param offered the media types, without parameters
     * @return null when it takes none of them
     */
    public static @Nullable String best(@Nullable String accept, List<String> offered) {
        if (accept == null || accept.isBlank()) {
            return offered.get(0);
        }
        String best = null;
        double most = 0;
        for (String type : offered) {
            double quality = quality(type, accept.toLowerCase(Locale.ROOT).split(",", -1));
            if (quality > most) {
                best = type;
                most = quality;
            }
        }
        return best;
    }

    /** What the most specific of the ranges that include the type says of it; 0 when none does. */
    private static double quality(String type, String[] ranges) {
        int closest = 0;
        double quality = 0;
        for (String element : ranges) {
            String[] parts = element.split(";", -1);
            String range = parts[0].strip();
            int specificity = specificity(range, type);
            if (specificity > closest) {
                closest = specificity;
                quality = Weight.of(parts);
            }
        }
        return quality;
    }

    private static int specificity(String range, String type) {
        if (range.equals(type)) {
            return 3;
        }
        if (range.equals(type.substring(0, type.indexOf('/')) + "/*")) {
            return 2;
        }
        return range.equals("*/*") || range.equals("*") ? 1 : 0;
    }
}
