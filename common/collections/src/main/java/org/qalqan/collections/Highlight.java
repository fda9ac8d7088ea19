package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.qalqan.collections.SearchVector.Place;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;

/**
 * Where in a record's texts stands what was looked for: a text, or a stretch of a long one, and which characters of it answer the question.
 * The database keeps words without their places in the text, so they are looked for again, in the few records that are shown. A stem is
 * guessed at by English endings: a word too many or too few may be marked, and nothing else follows from it.
 *
 * @param field the field that holds the text; of a nested one the name of the outer field before it and a dot
 * @param place how much the text counts
 * @param text the text or the stretch, with an ellipsis where it was cut
 * @param marks beginnings and ends of what answers the question, in characters (UTF-16) of the text
 */
record Highlight(String field, Place place, String text, List<int[]> marks) {

    private static final int MOST = 3;
    private static final int LONGEST = 240;
    private static final int BEFORE_FIRST = 60;
    private static final String ELLIPSIS = "…";

    private static final int SHORTEST_STEM = 3;
    private static final Pattern ENDING = Pattern.compile(
            "|e?s|e|es|'s|ed|d|ing|ings|y|ies|ied|er|ers|or|ors|ly|al|ally|ment|ments|[aei]?tions?|ions?|[ai]tional|[aei]?tive|i[sz](?:e|es|ed|ing|ations?)");

    /** The best of them, those in the title first. */
    static ArrayNode of(Search search, Declaration declaration, JsonNode body) {
        List<Highlight> found = new ArrayList<>();
        collect(declaration.fields(), body, "", search, found);
        ArrayNode highlights = Json.MAPPER.createArrayNode();
        found.stream()
                .sorted(Comparator.comparing(Highlight::place))
                .limit(MOST)
                .forEach(highlight -> highlights.add(highlight.json()));
        return highlights;
    }

    private static void collect(
            List<Field> fields, JsonNode object, String prefix, Search search, List<Highlight> into) {
        for (Field field : fields) {
            JsonNode value = object.path(field.name());
            String name = prefix + field.name();
            if (field.kind() == Kind.OBJECT) {
                value.forEach(element -> collect(field.fields(), element, name + ".", search, into));
            } else if (field.kind() == Kind.TEXT || field.kind() == Kind.PROSE) {
                Place place = SearchVector.placeOf(field, prefix.isEmpty());
                for (JsonNode text : field.many() ? value : List.of(value)) {
                    if (text.isTextual()) {
                        add(name, place, text.textValue(), search, into);
                    }
                }
            }
        }
    }

    private static void add(String field, Place place, String text, Search search, List<Highlight> into) {
        List<int[]> marks = Word.places(text)
                .filter(match -> answers(match, search))
                .map(match -> new int[] {match.start(), match.end()})
                .toList();
        if (!marks.isEmpty()) {
            into.add(new Highlight(field, place, text, marks).cut());
        }
    }

    private static boolean answers(MatchResult match, Search search) {
        List<Word> written =
                Word.in(match.group()).stream().flatMap(Highlight::forms).toList();
        return search.terms().stream()
                .filter(term -> !term.excluded())
                .flatMap(term -> term.words().stream())
                .flatMap(Highlight::forms)
                .anyMatch(wanted -> written.stream().anyMatch(word -> answers(word, wanted)));
    }

    private static Stream<Word> forms(Word word) {
        return word.isCompound() ? Stream.concat(Stream.of(word), word.parts().stream()) : Stream.of(word);
    }

    private static boolean answers(Word word, Word wanted) {
        return word.text().startsWith(wanted.text()) || Search.sharesKey(word, wanted) || sharesStem(word, wanted);
    }

    private static boolean sharesStem(Word word, Word wanted) {
        String one = word.text();
        String other = wanted.text();
        int common = 0;
        while (common < Math.min(one.length(), other.length()) && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        return common >= SHORTEST_STEM
                && ENDING.matcher(one.substring(common)).matches()
                && ENDING.matcher(other.substring(common)).matches();
    }

    /** A stretch around the first mark, from word to word. */
    private Highlight cut() {
        if (text.length() <= LONGEST) {
            return this;
        }
        int from = Math.max(0, marks.get(0)[0] - BEFORE_FIRST);
        from = from == 0 ? 0 : text.indexOf(' ', from - 1) + 1;
        from = Math.min(from, marks.get(0)[0]);
        int end = Math.min(text.length(), from + LONGEST);
        int to = end == text.length() ? end : Math.max(text.lastIndexOf(' ', end), marks.get(0)[1]);
        String before = from == 0 ? "" : ELLIPSIS;
        int shift = before.length() - from;
        return new Highlight(
                field,
                place,
                before + text.substring(from, to) + (to == text.length() ? "" : ELLIPSIS),
                marks.stream()
                        .filter(mark -> mark[1] <= to)
                        .map(mark -> new int[] {mark[0] + shift, mark[1] + shift})
                        .toList());
    }

    private ObjectNode json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("field", field).put("text", text);
        ArrayNode places = json.putArray("matches");
        marks.forEach(mark -> places.addObject().put("from", mark[0]).put("to", mark[1]));
        return json;
    }
}
