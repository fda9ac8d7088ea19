package org.qalqan.collections;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** When two spellings are the same: in what is stored, in what is asked for, and in the dataset's check. */
public final class Spelling {

    /** Accents, and the modifier letters that stand for soft signs. */
    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Lm}]+");

    /** Letters of the languages that names here are written in, by the sound that transliterations give them. */
    private static final Map<Integer, String> LATIN =
            letters("а a, б b, в v, г g, д d, е e, ж zh, з z, и i, й i, к k, л l, м m, н n, о o, п p, "
                    + "р r, с s, т t, у u, ф f, х kh, ц ts, ч ch, ш sh, щ shch, ъ -, ы y, ь -, э e, ю yu, я ya, "
                    + "ә a, ғ g, қ k, ң n, ө o, ұ u, ү u, һ h, і i, "
                    + "ґ g, є e, ў u, ə a, ş sh, š sh, ç ch, č ch, ž zh");

    /** What transliterations of one name differ in, in the order in which it is evened out; at the end what English spellings differ in. */
    private static final List<UnaryOperator<String>> RULES = List.of(
            all("oo", "u"),
            where("mme$", "m"),
            where("([a-z])\\1+", "$1"),
            all("tsch", "ch"),
            all("tch", "ch"),
            all("shch", "sh"),
            all("sch", "sh"),
            all("dzh", "j"),
            all("dj", "j"),
            all("zh", "j"),
            all("ph", "f"),
            all("gh", "g"),
            all("wh", "w"),
            where("^kh|^x(?=[aeiouy])", "h"),
            where("kh|q|ck|x(?![aeiouy])|(?<=[aeiouylmnr])h", "k"),
            all("x", "ks"),
            where("^t[sz]|z|c(?=[eiy])", "s"),
            where("c(?!h)", "k"),
            where("aw(?![aeiouy])", "au"),
            all("w", "v"),
            where("(?<=[aeiou])je(?=v)", "e"),
            all("ija", "ia"),
            where("j$", "i"),
            all("y", "i"),
            all("ie", "e"),
            where("ui(?![aeiou]|$)", "u"),
            where("(?<=[a-z]{2})our", "or"),
            where("(?<=[^aeiou])re(?=s?$)", "er"));

    /** A dataset has few different words, again and again: what they come to is remembered, up to a bound. */
    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();

    private static final int MOST_REMEMBERED = 10_000;

    private Spelling() {}

    /** The text without case and accents. */
    public static String fold(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        // by way of upper case, which is where one letter may become two
        return plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /**
     * What all spellings of a word have in common, whether they transliterate a name by one system or another, in Latin or in Cyrillic letters, or
     * are British or American: {@code Altynbayev}, {@code Altinbaev} and {@code Алтынбаев} have one key, and so have {@code defence} and
     * {@code defense}. The key is good for comparing only. Some words that are not the same share one: a hit by key ranks last.
     */
    public static String key(String word) {
        if (KEYS.size() >= MOST_REMEMBERED) {
            KEYS.clear();
        }
        return KEYS.computeIfAbsent(word, Spelling::computeKey);
    }

    private static String computeKey(String word) {
        String key = latin(word);
        String before;
        do {
            before = key;
            for (UnaryOperator<String> rule : RULES) {
                key = rule.apply(key);
            }
        } while (!key.equals(before));
        return key;
    }

    private static UnaryOperator<String> all(String letters, String replacement) {
        return word -> word.replace(letters, replacement);
    }

    private static UnaryOperator<String> where(String regex, String replacement) {
        Pattern pattern = Pattern.compile(regex);
        return word -> pattern.matcher(word).replaceAll(replacement);
    }

    /** The word in Latin letters, folded. */
    private static String latin(String word) {
        StringBuilder latin = new StringBuilder();
        Normalizer.normalize(word, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(letter -> latin.append(latin(letter)));
        return latin.toString();
    }

    /** An accent may make it another letter; if not, it does not matter. */
    private static String latin(int letter) {
        String sound = LATIN.get(letter);
        if (sound != null) {
            return sound;
        }
        if (letter < 128) {
            return Character.toString(letter);
        }
        StringBuilder plain = new StringBuilder();
        fold(Character.toString(letter))
                .codePoints()
                .forEach(base -> plain.append(LATIN.getOrDefault(base, Character.toString(base))));
        return plain.toString();
    }

    private static Map<Integer, String> letters(String table) {
        Map<Integer, String> letters = new HashMap<>();
        for (String row : table.split(", ", -1)) {
            int space = row.indexOf(' ');
            String latin = row.substring(space + 1);
            letters.put(row.codePointAt(0), latin.equals("-") ? "" : latin);
        }
        return letters;
    }

    /** The text as a part of an id: letters and digits, joined by hyphens. */
    public static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }
}
