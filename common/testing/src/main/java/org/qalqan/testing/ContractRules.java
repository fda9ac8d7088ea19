package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** That the document of a service is the committed one and complete, and that its tables are as the declarations say. */
public abstract class ContractRules extends ServiceRules {

    @Test
    void documentIsTheCommittedOne() {
        String yaml =
                RestAssured.get("/openapi").then().statusCode(200).extract().asString();
        GeneratedFile.assertUpToDate(Path.of("openapi.yaml"), yaml);
    }

    @Test
    void documentNamesEachOperationOnceAndDescribesEverything() {
        Set<String> names = new HashSet<>();
        contract().document().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> {
                    JsonNode described = operation.getValue();
                    String where = operation.getKey() + " " + path.getKey();
                    assertThat(names.add(described.path("operationId").asText()))
                            .as(where + ": operationId")
                            .isTrue();
                    assertThat(described.path("summary").asText())
                            .as(where + ": summary")
                            .isNotEmpty();
                    assertThat(described.path("description").asText())
                            .as(where + ": description")
                            .isNotEmpty();
                    described.path("parameters").forEach(parameter -> assertThat(contract()
                                    .resolve(parameter)
                                    .path("description")
                                    .asText())
                            .as(where + ": " + parameter.path("name").asText())
                            .isNotEmpty());
                }));
    }

    @TestFactory
    Stream<DynamicTest> tableIsAsTheDeclarationSays() {
        return ofEach(declaration -> {
            Map<String, String> actual = new TreeMap<>();
            sql.fetch(
                            "select column_name, data_type from information_schema.columns where table_name = {0}"
                                    + " and column_name not in"
                                    + " (select column_name from information_schema.columns where table_name = 'collection_row')",
                            DSL.val(declaration.table()))
                    .forEach(row -> actual.put(row.get(0, String.class), row.get(1, String.class)));
            assertThat(actual)
                    .as("a migration that makes the table:\n" + TableDefinition.migration(declaration))
                    .isEqualTo(TableDefinition.catalogue(declaration));
        });
    }

    /** What a field is said to take, it takes; what it is not said to take is refused. */
    @TestFactory
    Stream<DynamicTest> fieldsAreDescribedAsTheyWork() {
        JsonNode described = get("/v1/meta/fields");
        return ofEach(declaration -> {
            JsonNode collection =
                    get("/v1/meta/fields?collection=" + declaration.path()).at("/items/0");
            assertThat(described.path("items")).contains(collection);
            String path = "/v1/" + declaration.path() + "?";
            for (JsonNode field : collection.path("fields")) {
                String name = field.path("name").asText();
                request()
                        .get(path + "limit=1&sort=" + name)
                        .then()
                        .statusCode(field.path("sortable").booleanValue() ? 200 : 400);
                request()
                        .get(path + "groupBy=" + name)
                        .then()
                        .statusCode(field.path("groupable").booleanValue() ? 200 : 400);
                String group = collection.at("/fields/0/name").asText();
                if (!field.path("summable").booleanValue()) {
                    request()
                            .get(path + "groupBy=" + group + "&metric=sum(" + name + ")")
                            .then()
                            .statusCode(400);
                }
                boolean filterable = false;
                for (JsonNode filter : field.path("filters")) {
                    filterable |= filter.asText().equals(name);
                }
                request()
                        .get(path + name + "=")
                        .then()
                        .statusCode(400)
                        .body(containsString(filterable ? "value" : "no parameter"));
                String codelist = field.path("codelist").asText();
                if (!codelist.equals("null")) {
                    assertThat(ids(get("/v1/meta/codelists/" + codelist).path("codes"), "code"))
                            .containsExactlyElementsOf(codelists.codes(codelist));
                }
            }
        });
    }

    @Test
    void anUnknownCodelistIsRefusedWithTheNearest() {
        request().get("/v1/meta/codelists/topik").then().statusCode(400).body("errors[0].didYouMean", is("topic"));
    }

    private static List<String> ids(Iterable<JsonNode> items, String member) {
        List<String> ids = new ArrayList<>();
        items.forEach(item -> ids.add(item.path(member).asText()));
        return ids;
    }
}
