package org.qalqan.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.upstream.Service;

/**
 * Makes one OpenAPI document of several: the gateway's own paths, then what each service offers and the gateway forwards.
 *
 * <p>Components of one name that say the same become one; those that differ get the service's name in front. What only the
 * gateway may answer for all services (see {@link #isComposed}) is left out of theirs. The gateway's own components yield to a
 * service's of the same name, because they describe the same thing and the service is the one that produces it. A path of the gateway's own that has no
 * GET takes that of the service which offers one.
 */
final class Merge {

    /** In an operation of the gateway: also take the parameters that the services have at this path. */
    static final String PARAMETERS_OF = "x-parameters-of";

    /** In the same operation: but not these, which belong to pages. */
    private static final String PARAMETERS_WITHOUT = "x-parameters-without";

    /** In an object's schema: may have a property for every collection that the services offer, each a list of its records or null. */
    static final String EVERY_COLLECTION = "x-every-collection";

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final List<String> COMPOSED = List.of(
            "/v1/readings", "/v1/disagreements", "/v1/gaps", "/v1/records", "/v1/search", "/v1/changes", "/v1/meta");
    private final ObjectNode document;
    private final ObjectNode paths;
    private final ObjectNode components;
    private final Map<String, Service> owners = new LinkedHashMap<>();
    private final Map<String, Set<String>> ownMethods = new HashMap<>();

    /**
     * The outcome.
     *
     * @param document the merged document
     * @param owners which service answers a path that is not the gateway's own
     * @param ownMethods the methods, in lower case, that the gateway answers itself at a path that a service owns
     */
    record Merged(ObjectNode document, Map<String, Service> owners, Map<String, Set<String>> ownMethods) {}

    private Merge(ObjectNode base) {
        this.document = base.deepCopy();
        this.paths = document.putObject("paths");
        this.components = document.putObject("components");
    }

    static Merged of(ObjectNode base, List<ObjectNode> own, Map<Service, ObjectNode> services) {
        Merge merge = new Merge(base);
        List<ObjectNode> parts = OwnSchemas.complete(base, own);
        parts.forEach(merge::addOwnPaths);
        Map<Service, ObjectNode> renamed = new LinkedHashMap<>();
        services.forEach((service, contract) -> {
            ObjectNode copy = contract.deepCopy();
            merge.addComponents(service, copy);
            merge.addPaths(service, copy);
            merge.addTags(copy);
            renamed.put(service, copy);
        });
        parts.forEach(merge::addMissingComponents);
        merge.takeParameters(renamed);
        merge.describeEveryCollection();
        Conventions.declare(merge.document, merge.owners.keySet());
        merge.dropUnusedComponents();
        merge.dropUnusedTags();
        merge.sortTags();
        merge.checkOperationIds();
        return new Merged(merge.document, merge.owners, merge.ownMethods);
    }

    /** Whether the gateway composes this path of the services, if anybody answers it. */
    static boolean isComposed(String path) {
        return COMPOSED.stream()
                .anyMatch(prefix ->
                        path.equals(prefix) || path.startsWith(prefix + "/") || path.startsWith(prefix + "."));
    }

    private void addOwnPaths(ObjectNode part) {
        part.path("paths").properties().forEach(path -> {
            if (paths.has(path.getKey())) {
                throw new IllegalStateException("two parts of the gateway describe " + path.getKey());
            }
            paths.set(path.getKey(), path.getValue().deepCopy());
        });
        addTags(part);
    }

    private void addTags(ObjectNode part) {
        ArrayNode tags = document.withArray("tags");
        Set<String> known = new HashSet<>();
        tags.forEach(tag -> known.add(tag.path("name").asText()));
        part.path("tags").forEach(tag -> {
            if (known.add(tag.path("name").asText())) {
                tags.add(tag);
            }
        });
    }

    private void addPaths(Service service, ObjectNode contract) {
        contract.path("paths").properties().forEach(entry -> {
            String path = entry.getKey();
            if (!path.startsWith("/v1/") || isComposed(path)) {
                return;
            }
            JsonNode own = owners.containsKey(path) ? null : paths.get(path);
            if (own != null && own.has("get")) {
                return;
            }
            Service other = owners.put(path, service);
            if (other != null) {
                throw new IllegalStateException(other.id() + " and " + service.id() + " both offer " + path);
            }
            ObjectNode item = (ObjectNode) entry.getValue().deepCopy();
            if (own != null) {
                // reads are the service's, writes that need several services the gateway's
                Set<String> methods = new HashSet<>();
                own.fieldNames().forEachRemaining(methods::add);
                ownMethods.put(path, Set.copyOf(methods));
                own.properties().forEach(operation -> item.set(operation.getKey(), operation.getValue()));
            }
            paths.set(path, item);
        });
    }

    private void addComponents(Service service, ObjectNode contract) {
        Map<String, JsonNode> theirs = byReference(contract.path("components"));
        Map<String, String> newNames = new HashMap<>();
        boolean found = true;
        while (found) {
            found = false;
            for (Map.Entry<String, JsonNode> component : theirs.entrySet()) {
                String reference = component.getKey();
                JsonNode ours = at(reference);
                boolean differs = ours != null
                        && (!ours.equals(component.getValue()) || refersToAny(component.getValue(), newNames.keySet()));
                if (differs && !newNames.containsKey(reference)) {
                    newNames.put(reference, withPrefix(reference, service));
                    found = true;
                }
            }
        }
        rename(contract, newNames);
        theirs.forEach((reference, component) -> put(newNames.getOrDefault(reference, reference), component));
    }

    private void addMissingComponents(ObjectNode part) {
        byReference(part.path("components")).forEach((reference, component) -> {
            if (at(reference) == null) {
                put(reference, component);
            }
        });
    }

    private static String withPrefix(String reference, Service service) {
        int slash = reference.lastIndexOf('/') + 1;
        String id = service.id();
        return reference.substring(0, slash)
                + Character.toUpperCase(id.charAt(0))
                + id.substring(1)
                + reference.substring(slash);
    }

    private static Map<String, JsonNode> byReference(JsonNode components) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        components.properties().forEach(kind -> kind.getValue()
                .properties()
                .forEach(component ->
                        all.put("#/components/" + kind.getKey() + "/" + component.getKey(), component.getValue())));
        return all;
    }

    private @Nullable JsonNode at(String reference) {
        JsonNode node = document.at(reference.substring(1));
        return node.isMissingNode() ? null : node;
    }

    private void put(String reference, JsonNode component) {
        String[] parts = reference.split("/", -1);
        components.withObject("/" + parts[2]).set(parts[3], component.deepCopy());
    }

    private static boolean refersToAny(JsonNode node, Set<String> references) {
        return references(node).stream().anyMatch(references::contains);
    }

    private static void rename(JsonNode node, Map<String, String> newNames) {
        if (node instanceof ObjectNode object) {
            String newName = newNames.get(object.path("$ref").asText());
            if (newName != null) {
                object.put("$ref", newName);
            }
        }
        node.forEach(child -> rename(child, newNames));
    }

    private static Set<String> references(JsonNode node) {
        Set<String> found = new HashSet<>();
        Deque<JsonNode> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            JsonNode next = open.pop();
            if (next.path("$ref").isTextual()) {
                found.add(next.path("$ref").asText());
            }
            next.forEach(open::push);
        }
        return found;
    }

    private void takeParameters(Map<Service, ObjectNode> services) {
        paths.forEach(item -> eachOperation((ObjectNode) item, operation -> {
            JsonNode from = operation.remove(PARAMETERS_OF);
            JsonNode without = operation.remove(PARAMETERS_WITHOUT);
            if (from != null) {
                Set<String> known = new HashSet<>();
                if (without != null) {
                    without.forEach(name -> known.add(name.asText()));
                }
                if (!operation.has("responses")) {
                    JsonNode response = responseOf(services.values().iterator().next(), from.asText());
                    if (known.contains("cursor")) {
                        ((ObjectNode) response.path("headers")).remove("Link");
                    }
                    operation.putObject("responses").set("200", response);
                }
                ArrayNode parameters = operation.withArray("parameters");
                parameters.forEach(
                        parameter -> known.add(resolve(parameter).path("name").asText()));
                services.values().forEach(contract -> contract.path("paths")
                        .path(from.asText())
                        .path("get")
                        .path("parameters")
                        .forEach(parameter -> {
                            if (known.add(resolve(parameter).path("name").asText())) {
                                parameters.add(parameter.deepCopy());
                            }
                        }));
            }
        }));
    }

    private static JsonNode responseOf(ObjectNode contract, String path) {
        return contract.path("paths")
                .path(path)
                .path("get")
                .path("responses")
                .path("200")
                .deepCopy();
    }

    private void describeEveryCollection() {
        components.findParents(EVERY_COLLECTION).forEach(schema -> {
            ObjectNode object = (ObjectNode) schema;
            object.remove(EVERY_COLLECTION);
            ObjectNode properties = object.putObject("properties");
            collections(document, owners).forEach((collection, record) -> {
                ObjectNode property = properties.putObject(Names.camelCase(collection));
                property.putArray("type").add("array").add("null");
                property.put("description", "Records of /v1/" + collection + "; null while its service is away.");
                property.put("maxItems", OwnSchemas.MOST_ELEMENTS);
                property.putObject("items").put("$ref", record);
            });
        });
    }

    /** The collections that services offer, by path segment, each with the reference to the schema of its records. */
    static Map<String, String> collections(JsonNode document, Map<String, Service> owners) {
        Map<String, String> collections = new TreeMap<>();
        owners.keySet().stream().filter(path -> path.endsWith("/{id}")).forEach(path -> {
            JsonNode record = document.path("paths")
                    .path(path)
                    .path("get")
                    .at("/responses/200/content/application~1json/schema/$ref");
            collections.put(path.substring("/v1/".length(), path.length() - "/{id}".length()), record.asText());
        });
        return collections;
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private void dropUnusedComponents() {
        Set<String> used = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(references(paths));
        while (!open.isEmpty()) {
            String reference = open.pop();
            if (used.add(reference)) {
                JsonNode component = at(reference);
                if (component == null) {
                    throw new IllegalStateException(
                            "the merged document refers to " + reference + ", which is not there");
                }
                open.addAll(references(component));
            }
        }
        components.properties().forEach(kind -> {
            if (!kind.getKey().equals("securitySchemes")) {
                ((ObjectNode) kind.getValue()).retain(usedOf(kind.getKey(), used));
            }
        });
    }

    /** A service's tags for what the gateway composes are its own ones by another name. */
    private void dropUnusedTags() {
        Set<JsonNode> used = new HashSet<>();
        paths.forEach(item -> eachOperation(
                (ObjectNode) item, operation -> operation.path("tags").forEach(used::add)));
        document.withArray("tags").removeIf(tag -> !used.contains(tag.path("name")));
    }

    private void sortTags() {
        List<JsonNode> tags = new ArrayList<>();
        document.withArray("tags").forEach(tags::add);
        tags.sort(Comparator.comparing(tag -> tag.path("name").asText(), String.CASE_INSENSITIVE_ORDER));
        document.putArray("tags").addAll(tags);
    }

    private static List<String> usedOf(String kind, Set<String> used) {
        String prefix = "#/components/" + kind + "/";
        return used.stream()
                .filter(reference -> reference.startsWith(prefix))
                .map(reference -> reference.substring(prefix.length()))
                .toList();
    }

    private void checkOperationIds() {
        Set<String> ids = new HashSet<>();
        paths.forEach(item -> eachOperation((ObjectNode) item, operation -> {
            String id = operation.path("operationId").asText();
            if (id.isEmpty() || !ids.add(id)) {
                throw new IllegalStateException("operationId '" + id + "' is empty or used twice");
            }
        }));
    }

    private static void eachOperation(ObjectNode item, Consumer<ObjectNode> action) {
        item.properties().forEach(entry -> {
            if (METHODS.contains(entry.getKey()) && entry.getValue() instanceof ObjectNode operation) {
                action.accept(operation);
            }
        });
    }
}
