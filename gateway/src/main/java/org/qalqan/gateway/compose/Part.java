package org.qalqan.gateway.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.upstream.Service;

/**
 * One part of a composed answer.
 *
 * @param section the section that it is for
 * @param service the service that owns it
 * @param value an object, or a list of records; null when it could not be had
 * @param cut whether it is a list that goes on beyond what one answer may fetch
 */
public record Part(
        String section, Service service, @Nullable JsonNode value, boolean cut) {

    /** A whole part, or a missing one. */
    public Part(String section, Service service, @Nullable JsonNode value) {
        this(section, service, value, false);
    }

    /** Whether the part could not be had. */
    public boolean isMissing() {
        return value == null;
    }

    /** Whether it could be had, and as a whole. */
    public boolean isWhole() {
        return value != null && !cut;
    }

    /** The value for the answer: JSON null when it could not be had, never an empty list in its place. */
    public JsonNode orNull() {
        return value == null ? NullNode.getInstance() : value;
    }

    /** The records of a list; none when it could not be had. */
    public List<JsonNode> items() {
        return value == null || !value.isArray()
                ? List.of()
                : StreamSupport.stream(value.spliterator(), false).toList();
    }

    /** The ids of the records of a list. */
    public Set<String> ids() {
        return texts("id");
    }

    /** What the records of a list have in a field that holds text. */
    public Set<String> texts(String field) {
        Set<String> texts = new LinkedHashSet<>();
        items().forEach(item -> {
            if (item.path(field).isTextual()) {
                texts.add(item.path(field).textValue());
            }
        });
        return texts;
    }
}
