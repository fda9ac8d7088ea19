package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.HashSet;
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
}
