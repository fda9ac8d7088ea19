package org.qalqan.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qalqan.collections.Json;
import org.qalqan.conformance.ContractFilter;

/**
 * A file {@code examples/<operationId>.json} with the example of an operation that no collection declares: the {@code request}, the {@code
 * answer}, cut down, and a {@code cursor} where the operation takes one. Who adds such an operation writes the request; the rest is recorded.
 *
 * @param file the file
 */
public record RecordedExample(Path file) {

    private static final String REQUEST = "request";
    private static final String ANSWER = "answer";
    private static final String CURSOR = "cursor";

    /** All that are kept in the folder or below it, by name. */
    public static List<RecordedExample> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*/examples/\\w+\\.json"))
                    .sorted()
                    .map(RecordedExample::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operation. */
    public String operationId() {
        return file.getFileName().toString().replace(".json", "");
    }

    /**
     * Asserts that the answer has what the file shows; with {@code -Dregenerate} writes the file first.
     *
     * @param contract the document that describes the operation
     * @param get fetches the JSON at an address
     */
    public void check(ContractFilter contract, Function<String, JsonNode> get) {
        ObjectNode example = (ObjectNode) Json.read(read());
        String request = example.path(REQUEST).asText();
        JsonNode answer = get.apply(request);
        if (System.getProperty("regenerate") != null) {
            record(example, answer, contract, get);
        }
        new ShippedExample(operationId(), request, 200, example.path(ANSWER)).assertShows(answer);
    }

    private void record(ObjectNode example, JsonNode answer, ContractFilter contract, Function<String, JsonNode> get) {
        JsonNode operation = contract.document().path("paths").findParents("operationId").stream()
                .filter(described -> described.path("operationId").asText().equals(operationId()))
                .findFirst()
                .orElseThrow();
        JsonNode schema = operation.at("/responses/200/content/application~1json/schema");
        boolean paged = operation.path("parameters").valueStream().anyMatch(parameter -> contract.resolve(parameter)
                .path("name")
                .asText()
                .equals(CURSOR));
        if (paged) {
            String next = get.apply(firstPage(example.path(REQUEST).asText(), operation, contract))
                    .path("next")
                    .asText();
            example.put(CURSOR, next.replaceFirst(".*cursor=", ""));
        }
        example.set(ANSWER, ShippedExample.cut(answer, schema, contract::resolve));
        try {
            String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(example) + "\n";
            GeneratedFile.assertUpToDate(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The request for a page of one item, with the parameters that must be there and no others. */
    private static String firstPage(String request, JsonNode operation, ContractFilter contract) {
        List<String> required = operation
                .path("parameters")
                .valueStream()
                .map(contract::resolve)
                .filter(parameter -> parameter.path("required").booleanValue())
                .map(parameter -> parameter.path("name").asText() + "=")
                .toList();
        String query = Stream.of(request.replaceFirst("[^?]*\\??", "").split("&", -1))
                .filter(pair -> required.stream().anyMatch(pair::startsWith))
                .map(pair -> pair + "&")
                .collect(Collectors.joining());
        return request.replaceFirst("\\?.*", "") + "?" + query + "limit=1";
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
