package org.qalqan.collections;

import java.text.Normalizer;
import java.util.Locale;

/** When two spellings are the same: in what is stored, in what is asked for, and in the dataset's check. */
public final class Spelling {

    private Spelling() {}

    /** The text without case and accents. */
    public static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }
}
