package org.qalqan.collections;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A word as it is searched: a run of letters and digits. One with hyphens, apostrophes or full stops inside is a compound: it is as good as its
 * parts one after the other and as its parts written together, so that {@code MiG-29} is found as {@code MiG 29} and as {@code MiG29}, and {@code
 * Yel'tsin} as {@code Yeltsin}. Words are broken here and not by PostgreSQL, which makes numbers with a sign, paths and hosts of names such as
 * {@code X-12} and {@code A/B}.
 *
 * @param text folded; a compound's without what joins it
 * @param key what all its spellings have in common
 * @param parts the words that it is made of; itself when it is no compound
 */
record Word(String text, String key, List<Word> parts) {

    private static final String PART = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*";
    /** Possessive: one that may go back would keep each part of a long word on the stack. */
    private static final Pattern COMPOUND = Pattern.compile(PART + "(?:[-'’.]" + PART + ")*+");

    private static final Pattern JOINT = Pattern.compile("[-'’.]");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    /** PostgreSQL refuses lexemes of 2 kB. */
    private static final int LONGEST = 100;

    /** Where words stand in a text, compounds whole. */
    static Stream<MatchResult> places(String text) {
        return COMPOUND.matcher(text).results();
    }

    /** The words of a text, in their order. */
    static List<Word> in(String text) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = COMPOUND.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        while (matcher.find()) {
            List<Word> parts = JOINT.splitAsStream(matcher.group())
                    .map(Word::single)
                    .filter(word -> !word.text().isEmpty())
                    .toList();
            if (parts.size() > 1 && LETTER.matcher(matcher.group()).find()) {
                Word whole = single(JOINT.matcher(matcher.group()).replaceAll(""));
                words.add(new Word(whole.text(), whole.key(), parts));
            } else {
                words.addAll(parts);
            }
        }
        return words;
    }

    private static Word single(String written) {
        String cut = written.codePointCount(0, written.length()) <= LONGEST
                ? written
                : written.substring(0, written.offsetByCodePoints(0, LONGEST));
        return new Word(Spelling.fold(cut), Spelling.key(cut), List.of());
    }

    @Override
    public List<Word> parts() {
        return parts.isEmpty() ? List.of(this) : parts;
    }

    boolean isCompound() {
        return parts.size() > 1;
    }
}
