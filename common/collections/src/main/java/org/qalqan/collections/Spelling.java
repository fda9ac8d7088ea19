package org.qalqan.collections;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** When two spellings are the same: in what is stored, in what is asked for, and in the dataset's check. */
public final class Spelling {

    private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Spelling() {}

    /** The text without case and accents. */
    public static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * The words of a text, folded: runs of letters and digits. What is stored and what is asked for are broken here, because PostgreSQL's own parser
     * makes numbers with a sign, paths and hosts of names such as {@code X-12} and {@code A/B}.
     */
    static List<String> words(String text) {
        return WORD_BREAK
                .splitAsStream(fold(text))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The text as a part of an id: letters and digits, joined by hyphens. */
    public static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }
}
