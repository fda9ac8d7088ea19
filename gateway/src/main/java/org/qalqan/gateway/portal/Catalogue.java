package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.qalqan.gateway.contract.MergedDocument;
import org.qalqan.gateway.contract.PathTable;
import org.qalqan.gateway.upstream.Service;

/** What there is to call, as the contract has it: collections, and views that are no collection. */
@Singleton
class Catalogue {

    private static final String JSON = "application/json";

    private final JsonNode document;
    private final List<Collection> collections;
    private final List<ViewGroup> views;

    /**
     * A collection.
     *
     * @param name its path segment, such as {@code exercise-editions}
     * @param description what it holds
     * @param service who has it
     * @param console its place in the console
     */
    record Collection(String name, String description, Service service, String console) {

        public String path() {
            return "/v1/" + name;
        }
    }

    /**
     * Views of one kind.
     *
     * @param name the contract's tag
     * @param description what they have in common
     * @param views the views
     */
    record ViewGroup(String name, String description, List<View> views) {}

    /**
     * Something to call that is no collection.
     *
     * @param id the contract's name of the operation
     * @param summary what it is, in a few words
     * @param path its path, with parameters in braces
     * @param description what it answers, as HTML
     * @param call an example of a call; empty where the contract has none
     * @param console its place in the console
     */
    record View(String id, String summary, String path, String description, String call, String console) {}

    /** A list that can be fetched as a whole or page by page, in one format. */
    record Download(String name, String mediaType, String path) {}

    Catalogue(MergedDocument merged, PathTable paths, Prose prose) {
        this.document = merged.tree();
        Map<String, String> tags = new LinkedHashMap<>();
        document.path("tags")
                .forEach(tag -> tags.put(
                        tag.path("name").asText(), tag.path("description").asText()));
        Set<String> names = merged.collections();
        this.collections = names.stream()
                .map(name -> new Collection(
                        name, tags.getOrDefault(name, ""), paths.owner(name), console(get("/v1/" + name))))
                .toList();
        this.views = tags.entrySet().stream()
                .filter(tag -> !names.contains(tag.getKey()))
                .map(tag -> new ViewGroup(tag.getKey(), tag.getValue(), views(tag.getKey(), prose)))
                .filter(group -> !group.views().isEmpty())
                .toList();
    }

    /** What the contract calls all of it. */
    public String name() {
        return document.at("/info/title").asText();
    }

    /** The contract's one sentence about it. */
    public String summary() {
        return document.at("/info/summary").asText();
    }

    /** The contract's version. */
    public String version() {
        return document.at("/info/version").asText();
    }

    public List<Collection> collections() {
        return collections;
    }

    /** In the order of the contract's tags. */
    public List<ViewGroup> views() {
        return views;
    }

    /** The calls of all views that have an example. */
    List<String> calls() {
        return views.stream()
                .flatMap(group -> group.views().stream())
                .map(View::call)
                .filter(call -> !call.isEmpty())
                .toList();
    }

    /** Every collection in every format in which it is offered at an address of its own. */
    List<Download> downloads() {
        List<Download> downloads = new ArrayList<>();
        for (Collection collection : collections) {
            downloads.add(new Download(collection.name(), JSON, collection.path()));
            document.path("paths").fieldNames().forEachRemaining(path -> {
                if (path.startsWith(collection.path() + ".")) {
                    get(path)
                            .at("/responses/200/content")
                            .fieldNames()
                            .forEachRemaining(type -> downloads.add(new Download(collection.name(), type, path)));
                }
            });
        }
        return downloads;
    }

    private JsonNode get(String path) {
        return document.path("paths").path(path).path("get");
    }

    private static String console(JsonNode operation) {
        return "/docs#/" + encoded(operation.at("/tags/0").asText()) + "/"
                + operation.path("operationId").asText();
    }

    private List<View> views(String tag, Prose prose) {
        List<View> found = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(path -> {
            JsonNode operation = get(path);
            if (operation.at("/tags/0").asText().equals(tag)) {
                found.add(new View(
                        operation.path("operationId").asText(),
                        operation.path("summary").asText(),
                        path,
                        prose.html(operation.path("description").asText()),
                        canBeCalled(operation) ? call(path, operation) : "",
                        console(operation)));
            }
        });
        return found;
    }

    /** What only an editor can make, such as a release, is not there after a fresh load: its example is none of the dataset. */
    private static boolean canBeCalled(JsonNode operation) {
        return StreamSupport.stream(operation.at("/responses/200/content").spliterator(), false)
                .anyMatch(content -> content.path("examples").has("dataset"));
    }

    /** The path with the examples of the contract in the place of what a call needs. */
    private String call(String path, JsonNode operation) {
        List<JsonNode> parameters = StreamSupport.stream(
                        operation.path("parameters").spliterator(), false)
                .map(this::resolve)
                .filter(parameter -> parameter.path("required").asBoolean())
                .toList();
        String call = path;
        char before = '?';
        for (JsonNode parameter : parameters) {
            String name = parameter.path("name").asText();
            String example = example(parameter);
            if (example.isEmpty()) {
                return "";
            }
            if (parameter.path("in").asText().equals("path")) {
                call = call.replace("{" + name + "}", encoded(example));
            } else {
                call += before + name + "=" + encoded(example);
                before = '&';
            }
        }
        return call;
    }

    /** The contract's example of a parameter of a read; empty without one. */
    String example(String path, String parameter) {
        for (JsonNode candidate : get(path).path("parameters")) {
            JsonNode resolved = resolve(candidate);
            if (resolved.path("name").asText().equals(parameter)) {
                return example(resolved);
            }
        }
        return "";
    }

    private static String example(JsonNode parameter) {
        return Stream.of(
                        parameter.path("example"),
                        first(parameter.path("examples")).path("value"),
                        parameter.at("/schema/example"),
                        first(parameter.at("/schema/examples")),
                        parameter.at("/schema/default"))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
    }

    private static JsonNode first(JsonNode several) {
        return several.isEmpty() ? several : several.iterator().next();
    }

    /** A comma stands between values; it needs no encoding, and is easier to read without. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",");
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref")
                ? Objects.requireNonNull(document.at(node.path("$ref").asText().substring(1)))
                : node;
    }
}
