package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.qalqan.collections.Json;
import org.qalqan.conformance.Answer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Questions, each with the calls that answer it and what the answers must hold: a file that is run as tests, and from which a page for
 * readers is made.
 *
 * <p>An expectation looks at the nodes that {@code at} selects: a JSON pointer whose segments may be {@code *} (every element) or {@code
 * name=value} (the elements whose member has that value, such as {@code /items/id=kazbat/echelon}). {@code is}: there is one, with that value; {@code are}: exactly these
 * values, in any order; {@code contains}: these among them; {@code lacks}: none of these; {@code count}: so many nodes, or so many elements
 * when an array is selected; {@code atLeast}: at least so many.
 */
record CallBook(List<Entry> entries) {

    /**
     * One question.
     *
     * @param id its id
     * @param title what is asked
     * @param note how to read the answer; empty when there is nothing to say
     * @param calls the calls that answer it
     */
    record Entry(String id, String title, String note, List<Call> calls) {}

    /**
     * One call.
     *
     * @param address path and query
     * @param tells what its answer tells
     * @param expectations what its answer must hold
     */
    record Call(String address, String tells, JsonNode expectations) {}

    static CallBook read(String resource) {
        return of(yaml(Path.of("src", "test", "resources", resource)));
    }

    /** A file of YAML. */
    static JsonNode yaml(Path file) {
        try {
            return Json.MAPPER.valueToTree(
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entries of a list. */
    static CallBook of(JsonNode list) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode entry : list) {
            List<Call> calls = new ArrayList<>();
            entry.path("calls")
                    .forEach(call -> calls.add(new Call(
                            call.path("call").asText(), call.path("tells").asText(), call.path("expect"))));
            entries.add(new Entry(
                    entry.path("id").asText(),
                    entry.path("title").asText(),
                    entry.path("note").asText(),
                    calls));
        }
        return new CallBook(entries);
    }

    /** A test for each entry: every call is made, and every expectation holds. */
    Stream<DynamicTest> tests(Qalqan qalqan) {
        return entries.stream()
                .map(entry -> DynamicTest.dynamicTest(entry.id() + " " + entry.title(), () -> {
                    assertThat(entry.calls()).as("one or two calls").hasSizeBetween(1, 2);
                    for (Call call : entry.calls()) {
                        assertThat(call.expectations()).as(call.address()).isNotEmpty();
                        JsonNode answer = answer(qalqan, call.address());
                        assertThat(answer.path("partial").booleanValue())
                                .as(call.address() + " is whole")
                                .isFalse();
                        call.expectations().forEach(expectation -> check(call, answer, expectation));
                    }
                }));
    }

    /** The answer; of NDJSON the lines as a list. */
    private static JsonNode answer(Qalqan qalqan, String address) {
        if (!address.matches("[^?]+\\.ndjson(\\?.*)?")) {
            return qalqan.whole(address);
        }
        Answer answer = qalqan.get(address);
        assertThat(answer.status()).as(address).isEqualTo(200);
        return Json.MAPPER
                .createArrayNode()
                .addAll(answer.body().lines().map(Json::read).toList());
    }

    private static void check(Call call, JsonNode answer, JsonNode expectation) {
        String at = expectation.path("at").asText();
        List<JsonNode> nodes = select(answer, at);
        String where = call.address() + " at " + at;
        int checks = 0;
        if (expectation.has("is")) {
            assertThat(texts(nodes)).as(where).containsExactly(text(expectation.path("is")));
            checks++;
        }
        if (expectation.has("are")) {
            assertThat(texts(nodes))
                    .as(where)
                    .containsExactlyInAnyOrderElementsOf(texts(list(expectation.path("are"))));
            checks++;
        }
        if (expectation.has("contains")) {
            assertThat(texts(nodes)).as(where).containsAll(texts(list(expectation.path("contains"))));
            checks++;
        }
        if (expectation.has("lacks")) {
            assertThat(nodes).as(where).isNotEmpty();
            assertThat(texts(nodes)).as(where).doesNotContainAnyElementsOf(texts(list(expectation.path("lacks"))));
            checks++;
        }
        if (expectation.has("count")) {
            assertThat(size(nodes))
                    .as(where)
                    .isEqualTo(expectation.path("count").intValue());
            checks++;
        }
        if (expectation.has("atLeast")) {
            assertThat(size(nodes))
                    .as(where)
                    .isGreaterThanOrEqualTo(expectation.path("atLeast").intValue());
            checks++;
        }
        assertThat(checks).as(where + ": expects something").isPositive();
    }

    /** The nodes that a path selects. */
    static List<JsonNode> select(JsonNode root, String path) {
        List<JsonNode> nodes = List.of(root);
        for (String segment : path.isEmpty() ? new String[0] : path.substring(1).split("/", -1)) {
            nodes = nodes.stream()
                    .flatMap(node -> step(node, segment))
                    .filter(node -> !node.isMissingNode())
                    .toList();
        }
        return nodes;
    }

    private static Stream<JsonNode> step(JsonNode node, String segment) {
        if (segment.equals("*")) {
            return StreamSupport.stream(node.spliterator(), false);
        }
        int equals = segment.indexOf('=');
        if (equals > 0) {
            String name = segment.substring(0, equals);
            String value = segment.substring(equals + 1);
            return StreamSupport.stream(node.spliterator(), false)
                    .filter(element -> element.path(name).asText().equals(value));
        }
        return Stream.of(
                node.isArray() && segment.matches("\\d+") ? node.path(Integer.parseInt(segment)) : node.path(segment));
    }

    private static int size(List<JsonNode> nodes) {
        return nodes.size() == 1 && nodes.get(0).isArray() ? nodes.get(0).size() : nodes.size();
    }

    private static List<JsonNode> list(JsonNode values) {
        return values.isArray()
                ? StreamSupport.stream(values.spliterator(), false).toList()
                : List.of(values);
    }

    private static List<String> texts(List<JsonNode> nodes) {
        return nodes.stream().map(CallBook::text).toList();
    }

    /** Numbers that are equal are so in any notation. */
    private static String text(JsonNode node) {
        return node.isNumber()
                ? node.decimalValue().stripTrailingZeros().toPlainString()
                : node.isValueNode() ? node.asText() : node.toString();
    }

    /** The page for readers. */
    String page(String heading, String introduction) {
        StringBuilder page = new StringBuilder("# " + heading + "\n\n" + introduction + "\n");
        for (Entry entry : entries) {
            page.append("\n## ")
                    .append(entry.id())
                    .append(' ')
                    .append(entry.title())
                    .append("\n\n");
            for (Call call : entry.calls()) {
                page.append("- `GET ")
                        .append(call.address())
                        .append("`: ")
                        .append(call.tells())
                        .append('\n');
            }
            if (!entry.note().isEmpty()) {
                page.append('\n').append(entry.note()).append('\n');
            }
        }
        return page.toString();
    }
}
