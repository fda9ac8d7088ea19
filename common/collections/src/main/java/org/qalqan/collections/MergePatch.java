package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** JSON Merge Patch (RFC 7396). */
final class MergePatch {

    private MergePatch() {}

    /** What comes of an object when the patch is merged into it: members that are null in the patch leave. */
    static ObjectNode apply(ObjectNode patch, ObjectNode target) {
        ObjectNode merged = target.deepCopy();
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (value.isNull()) {
                merged.remove(name);
            } else if (value instanceof ObjectNode object) {
                ObjectNode inner =
                        merged.get(name) instanceof ObjectNode present ? present : Json.MAPPER.createObjectNode();
                merged.set(name, apply(object, inner));
            } else {
                merged.set(name, value);
            }
        }
        return merged;
    }
}
