package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Each composed view answers whole for whatever it can be asked for; each answer is held against the document on its way. */
@Tag("thorough")
class EveryViewIT {

    private static final String COMPOSED = "Composed views";

    private final Qalqan qalqan = Qalqan.running();

    @TestFactory
    Stream<DynamicTest> viewAnswersForEachPathThatItHas() {
        return paths().filter(path -> path.contains("{"))
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    List<String> values = values(path);
                    assertThat(values).isNotEmpty().doesNotHaveDuplicates();
                    forEach(values, value -> {
                        JsonNode view = whole(path.replaceFirst("\\{.*}", value));
                        assertThat(view.path("truncated")).as(value).isEmpty();
                        assertThat(view.path("composedFrom")).as(value).isNotEmpty();
                        if (path.contains("/{id}/")) {
                            assertThat(view.path("id").asText()).isEqualTo(value);
                            assertThat(view.path("idConfirmed").booleanValue())
                                    .as(value)
                                    .isTrue();
                        }
                        assertThat(view.path("labels").properties().stream().map(Map.Entry::getKey))
                                .as("labels of what %s shows", value)
                                .containsAll(shown(view));
                    });
                }));
    }

    private static List<String> shown(JsonNode view) {
        return view.path("because").properties().stream().map(Map.Entry::getKey).toList();
    }

    /** What the placeholder of the path can stand for. */
    private List<String> values(String path) {
        if (path.endsWith("/{topic}")) {
            return texts(qalqan.json("/v1/meta/codelists/topic").path("codes"), "code");
        }
        if (path.endsWith("/{year}")) {
            return IntStream.rangeClosed(1985, 2016).mapToObj(Integer::toString).toList();
        }
        assertThat(path).contains("/{id}/");
        return ids(path.substring(0, path.indexOf("/{")));
    }

    @TestFactory
    Stream<DynamicTest> graphSurroundsEachRecord() {
        return collections()
                .map(path -> DynamicTest.dynamicTest(
                        path,
                        () -> forEach(ids(path), id -> {
                            JsonNode graph = whole("/v1/graph?around=" + id);
                            assertThat(texts(graph.path("nodes"), "id")).as(id).contains(id);
                        })));
    }

    /** Down to the readings of each field that has any. */
    @TestFactory
    Stream<DynamicTest> eachFieldThatSomebodyStatesIsExplained() {
        return collections()
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    List<String> questions = qalqan.crawl(path + "?include=readings&limit=200").stream()
                            .flatMap(record -> texts(record.path("readings"), "field").stream()
                                    .distinct()
                                    .map(field -> "/v1/explain?record="
                                            + record.path("id").asText() + "&field=" + field))
                            .toList();
                    forEach(questions, question -> assertThat(whole(question).path("composedFrom"))
                            .as(question)
                            .isNotEmpty());
                }));
    }

    private JsonNode whole(String address) {
        JsonNode view = qalqan.whole(address);
        assertThat(view.path("missing")).as(address).isEmpty();
        return view;
    }

    private Stream<String> paths() {
        List<String> paths = qalqan.document().path("paths").properties().stream()
                .filter(path -> path.getValue().at("/get/tags/0").asText().equals(COMPOSED))
                .map(path -> path.getKey())
                .toList();
        assertThat(paths).contains("/v1/partners/{id}/dossier");
        return paths.stream();
    }

    private Stream<String> collections() {
        List<String> collections = texts(qalqan.json("/v1/meta/fields").path("items"), "collection");
        assertThat(collections).contains("partners");
        return collections.stream().distinct().map(collection -> "/v1/" + collection);
    }

    private List<String> ids(String collection) {
        return qalqan.crawl(collection + "?fields=id&limit=200").stream()
                .map(record -> record.path("id").asText())
                .toList();
    }

    private static List<String> texts(JsonNode items, String member) {
        return Stream.iterate(0, i -> i < items.size(), i -> i + 1)
                .map(i -> items.path(i).path(member).asText())
                .toList();
    }

    private static void forEach(List<String> values, Consumer<String> check) {
        values.parallelStream().forEach(check);
    }
}
