package org.qalqan.seeds;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cardinal numbers of a piece of English text: written in digits, with or without a scale ({@code 4.8 billion}), or in words up to
 * ninety-nine. A year that is cut short ({@code 2008-09}) counts in full; a fraction in words counts as its percentage.
 */
final class NumberTokens {

    /**
     * One number.
     *
     * @param text as it is written, without the scale
     * @param value what it says
     * @param scaled what it says with its scale; the same without one
     */
    record Token(String text, BigDecimal value, BigDecimal scaled) {}

    private static final List<String> UNITS = List.of(
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Map<String, Integer> SCALES =
            Map.of("hundred", 2, "thousand", 3, "million", 6, "billion", 9, "trillion", 12);
    private static final Map<String, Integer> PERCENT_OF_PART = Map.of("half", 50, "third", 33, "quarter", 25);

    private static final String SCALE = "(?:[ -](hundred|thousand|million|billion|trillion))?";
    private static final Pattern CUT_YEAR = Pattern.compile("(?<![\\d-])(\\d{2})(\\d{2})[-–](\\d{2})(?![\\d-])");
    private static final Pattern DIGITS = Pattern.compile("\\d+(?:,\\d{3})*(?:\\.\\d+)?" + SCALE);
    private static final Pattern WORDS = Pattern.compile("\\b(?:((?:one|two|three)[- ](?:half|third|quarter)s?)|("
            + String.join("|", TENS) + ")(?:-(" + String.join("|", UNITS.subList(0, 9)) + "))?|("
            + String.join("|", UNITS) + "))\\b" + SCALE);

    private NumberTokens() {}

    static List<Token> in(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher year = CUT_YEAR.matcher(text);
        while (year.find()) {
            BigDecimal full = new BigDecimal(year.group(1) + year.group(3));
            tokens.add(new Token(year.group(), full, full));
        }
        String rest = CUT_YEAR.matcher(text).replaceAll("$1$2");
        Matcher digits = DIGITS.matcher(rest);
        while (digits.find()) {
            String number = digits.group().replaceAll("[^\\d.,].*", "");
            tokens.add(token(number, new BigDecimal(number.replace(",", "")), digits.group(1)));
        }
        Matcher words = WORDS.matcher(rest.toLowerCase(Locale.ROOT));
        while (words.find()) {
            tokens.add(inWords(words));
        }
        return tokens;
    }

    private static Token inWords(Matcher words) {
        String part = words.group(1);
        if (part != null) {
            String[] both = part.split("[- ]", 2);
            int percent = PERCENT_OF_PART.getOrDefault(both[1].replaceAll("s$", ""), 0);
            return token(part, BigDecimal.valueOf((UNITS.indexOf(both[0]) + 1L) * percent), null);
        }
        String ten = words.group(2);
        String unit = ten == null ? words.group(4) : words.group(3);
        int value = (ten == null ? 0 : (TENS.indexOf(ten) + 2) * 10) + (unit == null ? 0 : UNITS.indexOf(unit) + 1);
        String scale = words.group(5);
        String text = scale == null
                ? words.group()
                : words.group().substring(0, words.group().length() - scale.length() - 1);
        return token(text, BigDecimal.valueOf(value), scale);
    }

    private static Token token(String text, BigDecimal value, @Nullable String scale) {
        BigDecimal plain = value.stripTrailingZeros();
        return new Token(
                text,
                plain,
                scale == null
                        ? plain
                        : plain.scaleByPowerOfTen(SCALES.getOrDefault(scale, 0)).stripTrailingZeros());
    }
}
