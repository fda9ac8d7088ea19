package org.qalqan.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where two entries differ. */
final class Differences {

    private final List<String> pointers = new ArrayList<>();

    private Differences() {}

    /** JSON pointers to the values that differ, as near to them as both sides have the same shape. */
    static List<String> between(JsonNode one, JsonNode other) {
        Differences differences = new Differences();
        differences.compare(one, other, "");
        return differences.pointers;
    }

    private void compare(JsonNode one, JsonNode other, String at) {
        if (one.isObject() && other.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(
                    one.path(name),
                    other.path(name),
                    at + "/" + name.replace("~", "~0").replace("/", "~1")));
        } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                compare(one.path(i), other.path(i), at + "/" + i);
            }
        } else if (!one.toString().equals(other.toString())) {
            // as text: whether a number was read from a file or from a store makes no difference
            pointers.add(at);
        }
    }
}
