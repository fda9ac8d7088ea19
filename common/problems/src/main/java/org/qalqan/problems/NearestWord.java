package org.qalqan.problems;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that somebody most likely meant. */
public final class NearestWord {

    private NearestWord() {}

    /** The allowed word nearest to the one sent, by edits and ignoring case; null when none is near. */
    public static @Nullable String to(String sent, List<String> allowed) {
        if (sent.length() > 100) {
            return null;
        }
        String word = sent.toLowerCase(Locale.ROOT);
        record Candidate(String word, int distance) {}
        return allowed.stream()
                .map(candidate -> new Candidate(candidate, distance(word, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance()
                        <= Math.max(1, Math.max(word.length(), candidate.word().length()) / 2))
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .map(Candidate::word)
                .orElse(null);
    }

    /** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
