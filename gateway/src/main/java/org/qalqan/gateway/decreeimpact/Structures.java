package org.qalqan.gateway.decreeimpact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;

/**
 * The structure of the forces before and after.
 *
 * @param before the structure on the day before
 * @param after the structure at the end of the year
 */
record Structures(Part before, Part after) {

    boolean isComplete() {
        return !before.isMissing() && !after.isMissing();
    }

    Set<String> idsAfter() {
        return ids(after.orNull());
    }

    JsonNode toJson() {
        if (before.isMissing() && after.isMissing()) {
            return NullNode.getInstance();
        }
        ObjectNode json = Json.object();
        json.set("before", before.orNull());
        json.set("after", after.orNull());
        if (isComplete()) {
            Set<String> appeared = idsAfter();
            appeared.removeAll(ids(before.orNull()));
            Set<String> disappeared = ids(before.orNull());
            disappeared.removeAll(idsAfter());
            json.set("appeared", Json.words(appeared));
            json.set("disappeared", Json.words(disappeared));
        } else {
            json.putNull("appeared");
            json.putNull("disappeared");
        }
        return json;
    }

    private static Set<String> ids(JsonNode node) {
        Set<String> ids = new TreeSet<>();
        collect(node, ids);
        return ids;
    }

    private static void collect(JsonNode node, Set<String> into) {
        if (node.path("id").isTextual() && node.path("children").isArray()) {
            into.add(node.path("id").textValue());
        }
        node.forEach(child -> collect(child, into));
    }
}
