package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Kind;

/**
 * What of a record can be found by {@code q}: the words of its id and of every text, nested ones included, each with its place. A word is there three
 * times, as it stands, by its key, and by its English stem, which PostgreSQL takes; titles and other names are there once more as a whole.
 */
final class SearchVector {

    /** What a lexeme is, beside a stem, which has no mark. */
    static final String WORD = "=";

    static final String KEY = "~";
    static final String NAME = "^";
    static final String NAME_KEY = "^~";

    /** PostgreSQL refuses lexemes of 2 kB. */
    private static final int LONGEST_NAME = 500;

    /** Where a word stands, from the best: PostgreSQL's weights A to D. */
    enum Place {
        TITLE("A", 0),
        OTHER_NAME("B", 1),
        SHORT_TEXT("C", 2),
        PROSE("D", 3);

        private final String weight;
        private final int distance;

        Place(String weight, int distance) {
            this.weight = weight;
            this.distance = distance;
        }

        /** How many places are better. */
        int distance() {
            return distance;
        }
    }

    private final StringJoiner lexemes = new StringJoiner(" ");
    private final Map<Place, StringJoiner> texts = new EnumMap<>(Place.class);
    private int position;

    private SearchVector() {}

    /** The column's value. */
    static Field<Object> of(Declaration declaration, JsonNode shown) {
        SearchVector vector = new SearchVector();
        vector.add(Place.SHORT_TEXT, shown.path("id").asText().replace('-', ' '));
        vector.addTexts(declaration.fields(), shown, true);
        return vector.value();
    }

    private void addTexts(List<org.qalqan.collections.declare.Field> fields, JsonNode object, boolean outermost) {
        for (org.qalqan.collections.declare.Field field : fields) {
            JsonNode value = object.path(field.name());
            if (field.kind() == Kind.TEXT || field.kind() == Kind.PROSE) {
                Place place = placeOf(field, outermost);
                for (JsonNode text : field.many() ? value : List.of(value)) {
                    if (text.isTextual()) {
                        add(place, text.textValue());
                    }
                }
            } else if (field.kind() == Kind.OBJECT) {
                value.forEach(element -> addTexts(field.fields(), element, false));
            }
        }
    }

    /** How much what a field says counts. */
    static Place placeOf(org.qalqan.collections.declare.Field field, boolean outermost) {
        if (outermost && field.name().equals("title")) {
            return Place.TITLE;
        }
        if (outermost && field.name().equals("aliases")) {
            return Place.OTHER_NAME;
        }
        return field.kind() == Kind.PROSE ? Place.PROSE : Place.SHORT_TEXT;
    }

    private void add(Place place, String text) {
        List<Word> words = Word.in(text);
        if (place == Place.TITLE || place == Place.OTHER_NAME) {
            position++;
            addLexeme(NAME + name(words, Word::text), place);
            addLexeme(NAME_KEY + name(words, Word::key), place);
        }
        StringJoiner plain = texts.computeIfAbsent(place, none -> new StringJoiner(" "));
        for (Word word : words) {
            if (word.isCompound()) {
                position++;
                addWord(word, place);
                position--;
            }
            for (Word part : word.parts()) {
                position++;
                addWord(part, place);
                plain.add(part.text());
            }
        }
        // no phrase reaches from one text into the next
        position++;
    }

    private void addWord(Word word, Place place) {
        addLexeme(WORD + word.text(), place);
        addLexeme(KEY + word.key(), place);
    }

    /** Lexemes are made of letters, digits and spaces: there is nothing to escape. */
    private void addLexeme(String lexeme, Place place) {
        lexemes.add("'" + lexeme + "':" + position + place.weight);
    }

    /** A whole name: what its words are, whatever is between them. */
    static String name(List<Word> words, Function<Word, String> form) {
        String name =
                words.stream().flatMap(word -> word.parts().stream()).map(form).collect(Collectors.joining(" "));
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private Field<Object> value() {
        Field<Object> value = DSL.field("{0}::tsvector", Object.class, DSL.val(lexemes.toString()));
        for (Map.Entry<Place, StringJoiner> text : texts.entrySet()) {
            value = DSL.field(
                    "{0} || setweight(to_tsvector('english', {1}), {2})",
                    Object.class, value, DSL.val(text.getValue().toString()), DSL.inline(text.getKey().weight));
        }
        return value;
    }
}
