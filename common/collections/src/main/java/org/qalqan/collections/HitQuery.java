package org.qalqan.collections;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.problems.FieldError;

/**
 * A question to all collections at once.
 *
 * @param search what is looked for
 * @param collections where
 * @param knownAt the day on which readers knew the records so; null for today
 * @param limit most hits in one answer
 * @param after the hit after which the page starts; null at the beginning
 * @param rest the query without its place, as sent, for the address of the next page
 */
record HitQuery(
        Search search,
        List<Declaration> collections,
        @Nullable LocalDate knownAt,
        int limit,
        @Nullable Place after,
        String rest) {

    static final String PATH = "/v1/search";

    private static final List<String> PARAMETERS = List.of("q", "type", "knownAt", "limit", "after");

    /**
     * Where a hit stands in the order, as clients send it: {@code 1018.some-id}.
     *
     * @param rank how well it answers
     * @param id its id
     */
    record Place(int rank, String id) {

        private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})\\.([a-z0-9]+(?:-[a-z0-9]+)*+)");

        static @Nullable Place of(QueryString query) {
            String text = query.value("after");
            if (text == null) {
                return null;
            }
            Matcher matcher = WRITTEN.matcher(text);
            if (!matcher.matches()) {
                query.reject(
                        FieldError.query("after", "'after' is the rank and the id of a hit, such as 1018.some-id"));
                return null;
            }
            return new Place(Integer.parseInt(matcher.group(1)), matcher.group(2));
        }

        String text() {
            return rank + "." + id;
        }
    }

    /**
     * Reads the question.
     *
     * @throws org.qalqan.problems.ProblemException a 400 that names every parameter that is wrong
     */
    static HitQuery parse(QueryString query, List<Declaration> all) {
        query.allowOnly(PARAMETERS);
        List<String> types =
                query.words("type", all.stream().map(Declaration::type).toList());
        LocalDate knownAt = query.day("knownAt");
        int limit = query.limit();
        Place after = Place.of(query);
        Search search = search(query);
        query.throwIfInvalid();
        return new HitQuery(
                search,
                all.stream()
                        .filter(declaration -> types.isEmpty() || types.contains(declaration.type()))
                        .toList(),
                knownAt,
                limit,
                after,
                query.without(List.of("after")));
    }

    /** What is looked for; when that is nothing, the reason is among the errors, and the answer is never used. */
    private static Search search(QueryString query) {
        String text = query.value("q");
        try {
            if (text == null) {
                throw new IllegalArgumentException("'q' is needed: the words to look for");
            }
            return Search.of(text);
        } catch (IllegalArgumentException e) {
            query.reject(FieldError.query("q", String.valueOf(e.getMessage())));
            return new Search(List.of());
        }
    }

    /** The address of the page after that place. */
    String next(Place place) {
        return PATH + "?" + rest + "&after=" + place.text();
    }
}
