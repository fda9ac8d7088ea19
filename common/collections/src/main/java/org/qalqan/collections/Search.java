package org.qalqan.collections;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.qalqan.collections.SearchVector.Place;

/**
 * What {@code q} looks for, and how well a row answers it.
 *
 * <p>Every word must occur in one of four senses, from the best: as it stands, by its English stem, as a beginning, by its {@linkplain Spelling#key
 * spelling key}. Words in quotation marks must stand together, in this order and as they are. What a hyphen precedes must not occur, as it stands or
 * by its stem.
 *
 * <p>Relevance is a whole number, so that pages can be cut from the order that it makes. Each word gives points by its best sense and place: the word
 * itself or its stem more than any beginning, a beginning more than any key; and within each of these the title more than other names, those more than
 * short texts, those more than prose. A title or other name that is just what is looked for comes before all.
 *
 * @param terms what must occur, and what must not
 */
record Search(List<Term> terms) {

    static final Field<Object> COLUMN = DSL.field(DSL.name("search"), SQLDataType.OTHER);

    private static final int LONGEST = 500;
    private static final int MOST_WORDS = 20;

    /** Too many words share the key of one with fewer letters. */
    private static final int SHORTEST_KEY = 3;

    /** From here on a key is found by its beginning, and with it plurals and what is still being typed. */
    private static final int SHORTEST_KEY_BEGINNING = 5;

    /** More than all words together can give. */
    private static final int NAME_POINTS = 1_000;

    /** Less than what lies between a key and the word itself. */
    private static final int NAME_KEY_POINTS = 4;

    private static final int TOGETHER_POINTS = 4;

    private static final String BEGINNING = ":*";

    private static final Pattern QUOTATION_MARK = Pattern.compile("[“”„«»]");
    private static final Pattern TERM = Pattern.compile("(-?)(?:\"([^\"]*)\"|([^\\s\"]+))");

    /**
     * Reads what was asked for.
     *
     * @throws IllegalArgumentException with a message for the client
     */
    static Search of(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("'q' takes at most " + LONGEST + " characters");
        }
        String question = QUOTATION_MARK.matcher(text).replaceAll("\"");
        if (question.chars().filter(letter -> letter == '"').count() % 2 == 1) {
            throw new IllegalArgumentException("'q' has a quotation mark without its partner");
        }
        List<Term> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(question);
        while (matcher.find()) {
            boolean excluded = !matcher.group(1).isEmpty();
            String phrase = matcher.group(2);
            if (phrase == null) {
                Word.in(matcher.group(3)).forEach(word -> terms.add(Term.of(word, excluded)));
            } else if (!Word.in(phrase).isEmpty()) {
                terms.add(Term.ofPhrase(Word.in(phrase), excluded));
            }
        }
        if (terms.stream().allMatch(Term::excluded)) {
            throw new IllegalArgumentException(
                    "'q' needs a word to look for: letters or digits, without a hyphen before them");
        }
        if (terms.stream().mapToInt(term -> term.words().size()).sum() > MOST_WORDS) {
            throw new IllegalArgumentException("'q' takes at most " + MOST_WORDS + " words");
        }
        return new Search(List.copyOf(terms));
    }

    /** Whether a word would be found by the key of the one that is wanted. */
    static boolean sharesKey(Word word, Word wanted) {
        int letters = wanted.key().length();
        return letters >= SHORTEST_KEY_BEGINNING
                ? word.key().startsWith(wanted.key())
                : letters >= SHORTEST_KEY && word.key().equals(wanted.key());
    }

    /** That a row has a title or another name of the same words: one question to the index. */
    static Condition isNamed(String name) {
        return matches(COLUMN, name(SearchVector.NAME, Word.in(name), Word::text));
    }

    /** That a row has all that must occur, and nothing that must not: one question to the index. */
    Condition condition() {
        return matches(
                COLUMN,
                terms.stream()
                        .map(Term::occurs)
                        .reduce((one, other) -> DSL.field("({0} && {1})", Object.class, one, other))
                        .orElseThrow());
    }

    /**
     * How well a row answers. What is looked for is written into the statement, not bound, so that the database sees that what it selects is what it
     * sorts by; and the vector is unpacked once for all that is asked of it.
     */
    Field<Integer> relevance() {
        List<Term> wanted = terms.stream().filter(term -> !term.excluded()).toList();
        List<Word> words =
                wanted.stream().flatMap(term -> term.words().stream()).toList();
        Field<Object> anywhere = column(Place.PROSE);
        Field<Integer> points = DSL.when(
                        matches(anywhere, name(SearchVector.NAME, words, Word::text)), DSL.inline(NAME_POINTS))
                .when(matches(anywhere, name(SearchVector.NAME_KEY, words, Word::key)), DSL.inline(NAME_KEY_POINTS))
                .otherwise(DSL.inline(0));
        if (words.size() > 1) {
            Field<Object> together = tsquery(sequence(SearchVector.WORD, words, Word::text, ""));
            points = points.plus(DSL.when(matches(anywhere, together), DSL.inline(TOGETHER_POINTS))
                    .otherwise(DSL.inline(0)));
        }
        for (Term term : wanted) {
            points = points.plus(term.points());
        }
        Field<Object> title = column(Place.TITLE);
        Field<Object> otherName = column(Place.OTHER_NAME);
        Field<Object> shortText = column(Place.SHORT_TEXT);
        return DSL.field(
                "(select {0} from (select {2}, ts_filter({2}, '{a}') as {3}, ts_filter({2}, '{b}') as {4}, ts_filter({2}, '{c}') as {5}"
                        + " from (select {1} || ''::tsvector as {2} offset 0) as unpacked offset 0) as placed)",
                Integer.class, points, COLUMN, anywhere, title, otherName, shortText);
    }

    /** The words of a place; for the last of them, those of all places: by then they are in no better one. */
    private static Field<Object> column(Place place) {
        return DSL.field(DSL.name(place.name().toLowerCase(Locale.ROOT)), SQLDataType.OTHER);
    }

    private static Condition matches(Field<Object> vector, Field<Object> query) {
        return DSL.condition("{0} @@ {1}", vector, query);
    }

    private static Field<Object> name(String mark, List<Word> words, Function<Word, String> form) {
        return tsquery(lexeme(mark + SearchVector.name(words, form)));
    }

    private static Field<Object> tsquery(String tsquery) {
        return DSL.field("{0}::tsquery", Object.class, DSL.inline(tsquery));
    }

    private static Field<Object> anyOf(Field<Object> one, Field<Object> other) {
        return DSL.field("({0} || {1})", Object.class, one, other);
    }

    /** Lexemes are made of letters, digits and spaces: there is nothing to escape. */
    private static String lexeme(String lexeme) {
        return "'" + lexeme + "'";
    }

    private static String sequence(String mark, List<Word> words, Function<Word, String> form, String ending) {
        return words.stream()
                .flatMap(word -> word.parts().stream())
                .map(part -> lexeme(mark + form.apply(part)))
                .collect(Collectors.joining(" <-> ", "(", ending + ")"));
    }

    /** The word in that form: a compound in its parts or as a whole. */
    private static Field<Object> tsquery(String mark, Word word, Function<Word, String> form, String ending) {
        String parts = sequence(mark, List.of(word), form, ending);
        return tsquery(word.isCompound() ? parts + " | " + lexeme(mark + form.apply(word)) + ending : parts);
    }

    private static Field<Object> stem(Word word) {
        String parts = word.parts().stream().map(Word::text).collect(Collectors.joining(" "));
        Field<Object> stems = DSL.field("phraseto_tsquery('english', {0})", Object.class, DSL.inline(parts));
        return word.isCompound()
                ? anyOf(stems, DSL.field("plainto_tsquery('english', {0})", Object.class, DSL.inline(word.text())))
                : stems;
    }

    /**
     * What must occur, or must not.
     *
     * @param words one word; or those between quotation marks
     * @param senses how it can occur, the best first
     * @param excluded whether it must not occur
     */
    record Term(List<Word> words, List<Sense> senses, boolean excluded) {

        static Term of(Word word, boolean excluded) {
            List<Sense> senses = new ArrayList<>();
            senses.add(new Sense(tsquery(SearchVector.WORD, word, Word::text, ""), 16, 2));
            senses.add(new Sense(stem(word), 15, 2));
            if (!excluded) {
                senses.add(new Sense(tsquery(SearchVector.WORD, word, Word::text, BEGINNING), 8, 1));
                int letters = word.key().length();
                if (letters >= SHORTEST_KEY) {
                    String ending = letters >= SHORTEST_KEY_BEGINNING ? BEGINNING : "";
                    senses.add(new Sense(tsquery(SearchVector.KEY, word, Word::key, ending), 4, 1));
                }
            }
            return new Term(List.of(word), List.copyOf(senses), excluded);
        }

        static Term ofPhrase(List<Word> words, boolean excluded) {
            Field<Object> together = tsquery(sequence(SearchVector.WORD, words, Word::text, ""));
            return new Term(words, List.of(new Sense(together, 16, 2)), excluded);
        }

        Field<Object> occurs() {
            Field<Object> occurs =
                    senses.stream().map(Sense::query).reduce(Search::anyOf).orElseThrow();
            return excluded ? DSL.field("!!{0}", Object.class, occurs) : occurs;
        }

        /** By the best sense and place. */
        Field<Integer> points() {
            Map<Integer, Condition> byPoints = new TreeMap<>(Comparator.reverseOrder());
            for (Sense sense : senses) {
                for (Place place : Place.values()) {
                    byPoints.put(
                            sense.inTitle() - sense.step() * place.distance(), matches(column(place), sense.query()));
                }
            }
            List<Map.Entry<Integer, Condition>> cases = List.copyOf(byPoints.entrySet());
            CaseConditionStep<Integer> points =
                    DSL.when(cases.get(0).getValue(), DSL.inline(cases.get(0).getKey()));
            for (Map.Entry<Integer, Condition> next : cases.subList(1, cases.size())) {
                points = points.when(next.getValue(), DSL.inline(next.getKey()));
            }
            return points.otherwise(DSL.inline(0));
        }
    }

    /**
     * One way in which a word can occur.
     *
     * @param query what finds it
     * @param inTitle its points there
     * @param step how many fewer they are from place to place
     */
    private record Sense(Field<Object> query, int inTitle, int step) {}
}
