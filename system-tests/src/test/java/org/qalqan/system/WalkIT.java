package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Lists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.collections.Json;

/** Every collection and every record, through the gateway; each answer is checked against the merged document. */
class WalkIT {

    private static final int BATCH = 200;

    private final Qalqan qalqan = Qalqan.running();

    /** The collections, by the dataset's own schemas. */
    private static List<JsonNode> schemas() {
        try (Stream<Path> files = Files.list(Qalqan.REPOSITORY.resolve("seeds/schema"))) {
            List<JsonNode> schemas = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                schemas.add(Json.read(Files.readString(file)));
            }
            return schemas;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> collectionAnswersListAndGet() {
        return schemas().stream().map(schema -> {
            String path = "/v1/" + schema.path("x-path").asText();
            return DynamicTest.dynamicTest(path, () -> {
                List<String> ids = ids(qalqan.crawl(path + "?limit=1"));
                assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
                List<JsonNode> records = qalqan.crawl(path + "?limit=200&include=readings");
                assertThat(ids(records)).containsExactlyInAnyOrderElementsOf(ids);
                for (JsonNode record : records) {
                    JsonNode same = qalqan.json(record.path("url").asText() + "?include=readings");
                    assertThat(same).isEqualTo(record);
                }
            });
        });
    }

    @Test
    void documentHasEveryCollection() {
        assertThat(schemas()).hasSizeGreaterThanOrEqualTo(31).allSatisfy(schema -> {
            String path = "/v1/" + schema.path("x-path").asText();
            assertThat(qalqan.document().path("paths").has(path)).as(path).isTrue();
            assertThat(qalqan.document().path("paths").has(path + "/{id}"))
                    .as(path)
                    .isTrue();
        });
    }

    @Test
    void everyReferenceHasALabel() {
        Set<String> references = new TreeSet<>();
        for (JsonNode schema : schemas()) {
            JsonNode fields = schema.path("items").path("properties");
            for (JsonNode record : qalqan.crawl("/v1/" + schema.path("x-path").asText() + "?limit=200")) {
                collectReferences(fields, record, references);
            }
        }
        assertThat(references).hasSizeGreaterThan(100);
        for (List<String> batch : Lists.partition(new ArrayList<>(references), BATCH)) {
            JsonNode labels = qalqan.json("/v1/records?id=" + String.join(",", batch));
            assertThat(ids(labels.path("items"))).containsExactlyInAnyOrderElementsOf(batch);
        }
    }

    private static void collectReferences(JsonNode fields, JsonNode object, Set<String> references) {
        fields.properties().forEach(field -> {
            JsonNode schema = field.getValue();
            JsonNode value = object.path(field.getKey());
            if (schema.path("x-kind").asText().equals("reference")) {
                (value.isArray() ? value : List.of(value)).forEach(id -> {
                    if (id.isTextual()) {
                        references.add(id.asText());
                    }
                });
            } else if (schema.path("x-kind").asText().equals("object")) {
                JsonNode nested = schema.path("items").path("else").path("properties");
                value.forEach(element -> collectReferences(nested, element, references));
            }
        });
    }

    @Test
    void readingsOfAllServicesAreListedOnce() {
        List<JsonNode> readings = qalqan.crawl("/v1/readings?limit=200");
        assertThat(ids(readings)).doesNotHaveDuplicates();
        assertThat(new HashSet<>(
                        readings.stream().map(r -> r.path("service").asText()).toList()))
                .containsExactlyInAnyOrder("timeline", "forces", "partners");
        JsonNode counted = qalqan.json("/v1/readings?limit=1&total=true");
        assertThat(counted.path("total").intValue()).isEqualTo(readings.size());
    }

    private static List<String> ids(Iterable<JsonNode> items) {
        List<String> ids = new ArrayList<>();
        items.forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }
}
