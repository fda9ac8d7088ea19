package org.qalqan.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a client of one OpenAPI document can no longer rely on in another. Requests may be asked for less and answers may hold more, never the
 * other way round: that an enumeration of an answer has a new word, or an object a new property, breaks nothing.
 *
 * <p>Kept libraries compare OpenAPI 3.0; of 3.1 they overlook a property that is gone, or a word that a parameter no longer takes.
 */
final class BreakingChanges {

    /** To be let in without sending anything. */
    private static final JsonNode OPEN = JsonNodeFactory.instance.objectNode();

    private static final List<String> UPPER_BOUNDS = List.of("maximum", "maxLength", "maxItems");
    private static final List<String> LOWER_BOUNDS = List.of("minimum", "minLength", "minItems");

    private final JsonNode before;
    private final JsonNode after;
    private final Set<String> compared = new HashSet<>();
    private final Set<String> found = new LinkedHashSet<>();

    private BreakingChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /** One line for each; none when every client goes on working. */
    static List<String> between(JsonNode before, JsonNode after) {
        BreakingChanges changes = new BreakingChanges(before, after);
        before.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String where = operation.getKey() + " " + path.getKey();
                    JsonNode present = after.path("paths").path(path.getKey()).path(operation.getKey());
                    if (present.isMissingNode()) {
                        changes.found.add(where + " is gone");
                    } else {
                        changes.operation(where, operation.getValue(), present);
                    }
                }));
        return new ArrayList<>(changes.found);
    }

    private void operation(String where, JsonNode old, JsonNode present) {
        if (!old.path("operationId").equals(present.path("operationId"))) {
            found.add(where + ": its operationId is another, and so the name of its method");
        }
        Map<String, JsonNode> oldParameters = parameters(before, old);
        Map<String, JsonNode> presentParameters = parameters(after, present);
        oldParameters.forEach((name, parameter) -> {
            JsonNode same = presentParameters.get(name);
            if (same == null) {
                found.add(where + ": the parameter " + name + " is gone");
            } else {
                requested(where + " " + name, parameter.path("schema"), same.path("schema"));
            }
        });
        presentParameters.forEach((name, parameter) -> {
            JsonNode known = oldParameters.get(name);
            boolean wasRequired = known != null && known.path("required").booleanValue();
            if (parameter.path("required").booleanValue() && !wasRequired) {
                found.add(where + ": the parameter " + name + " is needed now");
            }
        });
        body(where + " body", resolve(before, old.path("requestBody")), resolve(after, present.path("requestBody")));
        secured(where, securities(before, old), securities(after, present));
        old.path("responses").properties().forEach(response -> {
            JsonNode declared = resolve(before, response.getValue());
            JsonNode same = resolve(after, present.path("responses").path(response.getKey()));
            declared.path("content").properties().forEach(media -> {
                String at = where + " " + response.getKey() + " " + media.getKey();
                JsonNode now = same.path("content").path(media.getKey());
                if (now.isMissingNode()) {
                    found.add(at + " is gone");
                } else {
                    answered(at, media.getValue().path("schema"), now.path("schema"));
                }
            });
            declared.path("headers").fieldNames().forEachRemaining(header -> {
                if (!same.path("headers").has(header)) {
                    found.add(where + " " + response.getKey() + ": the header " + header + " is gone");
                }
            });
        });
    }

    /** What clients send must still be taken, and what they do not send must not be needed. */
    private void body(String where, JsonNode old, JsonNode present) {
        if (present.path("required").booleanValue() && !old.path("required").booleanValue()) {
            found.add(where + " is needed now");
        }
        old.path("content").properties().forEach(media -> {
            JsonNode now = present.path("content").path(media.getKey());
            if (now.isMissingNode()) {
                found.add(where + " " + media.getKey() + " is gone");
            } else {
                requested(where, media.getValue().path("schema"), now.path("schema"));
            }
        });
    }

    /** Each way to be let in is still one, or everybody is let in. */
    private void secured(String where, Set<JsonNode> old, Set<JsonNode> present) {
        if (!present.contains(OPEN) && !present.containsAll(old)) {
            found.add(where + (old.contains(OPEN) ? " needs a token now" : ": its security is another"));
        }
    }

    private static Set<JsonNode> securities(JsonNode document, JsonNode operation) {
        JsonNode declared = operation.has("security") ? operation.path("security") : document.path("security");
        Set<JsonNode> ways = new HashSet<>();
        declared.forEach(ways::add);
        return ways.isEmpty() ? Set.of(OPEN) : ways;
    }

    private static Map<String, JsonNode> parameters(JsonNode document, JsonNode operation) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        operation.path("parameters").forEach(declared -> {
            JsonNode parameter = resolve(document, declared);
            parameters.put(
                    parameter.path("in").asText() + " " + parameter.path("name").asText(), parameter);
        });
        return parameters;
    }

    /** A value that clients send: what was taken must still be taken. */
    private void requested(String where, JsonNode oldSchema, JsonNode presentSchema) {
        if (known("sent", oldSchema, presentSchema)) {
            return;
        }
        JsonNode old = resolve(before, oldSchema);
        JsonNode present = resolve(after, presentSchema);
        gone(old.path("enum"), present.path("enum"), present.has("enum"))
                .forEach(word -> found.add(where + ": " + word + " is no longer taken"));
        if (!types(present).isEmpty() && !types(present).containsAll(types(old))) {
            found.add(where + ": its type is another");
        }
        if (present.has("pattern") && !present.path("pattern").equals(old.path("pattern"))) {
            found.add(where + ": its pattern is another");
        }
        for (String bound : UPPER_BOUNDS) {
            if (present.has(bound)
                    && present.path(bound).doubleValue() < old.path(bound).asDouble(Double.MAX_VALUE)) {
                found.add(where + ": its " + bound + " is lower");
            }
        }
        for (String bound : LOWER_BOUNDS) {
            if (present.has(bound)
                    && present.path(bound).doubleValue() > old.path(bound).asDouble(-Double.MAX_VALUE)) {
                found.add(where + ": its " + bound + " is higher");
            }
        }
        Set<String> wasRequired = texts(old.path("required"));
        texts(present.path("required")).stream()
                .filter(name -> !wasRequired.contains(name))
                .forEach(name -> found.add(where + "." + name + " is needed now"));
        old.path("properties").properties().forEach(property -> {
            String name = where + "." + property.getKey();
            JsonNode same = present.path("properties").path(property.getKey());
            if (same.isMissingNode()) {
                found.add(name + " is no longer taken");
            } else {
                requested(name, property.getValue(), same);
            }
        });
        for (String part : List.of("items", "additionalProperties")) {
            if (old.path(part).isObject()) {
                requested(where + "[]", old.path(part), present.path(part));
            }
        }
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            for (int i = 0; i < old.path(choice).size(); i++) {
                JsonNode same = present.path(choice).path(i);
                if (same.isMissingNode()) {
                    found.add(where + ": a form that it had is no longer taken");
                } else {
                    requested(where, old.path(choice).path(i), same);
                }
            }
        }
    }

    /** A value that clients read: it must still be there, and of a type that they know. */
    private void answered(String where, JsonNode oldSchema, JsonNode presentSchema) {
        if (known("read", oldSchema, presentSchema)) {
            return;
        }
        JsonNode old = resolve(before, oldSchema);
        JsonNode present = resolve(after, presentSchema);
        if (!types(old).isEmpty() && !types(old).containsAll(types(present))) {
            found.add(where + ": its type is another");
        }
        Set<String> stillRequired = texts(present.path("required"));
        texts(old.path("required")).stream()
                .filter(name -> !stillRequired.contains(name))
                .forEach(name -> found.add(where + "." + name + " may be absent now"));
        old.path("properties").properties().forEach(property -> {
            JsonNode same = present.path("properties").path(property.getKey());
            if (same.isMissingNode()) {
                found.add(where + "." + property.getKey() + " is gone");
            } else {
                answered(where + "." + property.getKey(), property.getValue(), same);
            }
        });
        for (String part : List.of("items", "additionalProperties")) {
            if (old.path(part).isObject()) {
                answered(where + "[]", old.path(part), present.path(part));
            }
        }
        for (int i = 0; i < old.path("anyOf").size(); i++) {
            answered(where, old.path("anyOf").path(i), present.path("anyOf").path(i));
        }
    }

    /** Whether two components were compared before, in the same direction. */
    private boolean known(String direction, JsonNode oldSchema, JsonNode presentSchema) {
        String pair = direction + " " + oldSchema.path("$ref").asText() + " "
                + presentSchema.path("$ref").asText();
        return oldSchema.has("$ref") && presentSchema.has("$ref") && !compared.add(pair);
    }

    private static Set<String> gone(JsonNode old, JsonNode present, boolean limited) {
        Set<String> gone = texts(old);
        gone.removeAll(texts(present));
        return limited ? gone : Set.of();
    }

    private static Set<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? texts(type) : type.isTextual() ? Set.of(type.asText()) : Set.of();
    }

    private static Set<String> texts(JsonNode values) {
        Set<String> texts = new LinkedHashSet<>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private static JsonNode resolve(JsonNode document, JsonNode node) {
        JsonNode resolved = node;
        while (resolved.has("$ref")) {
            resolved = document.at(resolved.path("$ref").asText().substring(1));
        }
        return resolved;
    }
}
