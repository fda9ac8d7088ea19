package org.qalqan.gateway.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.qalqan.evidence.Reading;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.explain.Weighing.Role;

/** How the value came to be shown, one thing after the other, as a person would tell it. */
final class Steps {

    private final JsonNode record;
    private final Value value;
    private final List<Weighing> weighings;
    private final JsonNode shown;
    private final JsonNode conversion;
    private final ArrayNode steps = Json.array();

    Steps(JsonNode record, Value value, List<Weighing> weighings, JsonNode shown, JsonNode conversion) {
        this.record = record;
        this.value = value;
        this.weighings = weighings;
        this.shown = shown;
        this.conversion = conversion;
    }

    ArrayNode json() {
        List<Reading> all = weighings.stream()
                .flatMap(weighing -> weighing.readings().stream())
                .toList();
        if (all.isEmpty()) {
            add(
                    "no-reading",
                    isNothing()
                            ? "Nobody has recorded anything about it: there is no reading."
                            : "It has no reading: it is the editors' own label or remark, not a claim of a source.",
                    List.of());
            return steps;
        }
        int sources = Weighing.sources(all).size();
        add(
                "collect",
                count(all.size(), "reading") + " of " + value.field() + " from " + count(sources, "source")
                        + (weighings.size() > 1
                                ? ", of " + count(weighings.size(), "element") + ", each by itself"
                                : "")
                        + ".",
                all);
        addRole(Role.SET_ASIDE, "set-aside", "set aside by the editors: kept, and not counted");
        addRole(Role.NO_VALUE, "look-for", "of a search that found no value, and yield to any value");
        all.stream()
                .filter(reading -> reading.rule() != null)
                .forEach(reading -> add(
                        "derive",
                        "The " + reading.rule() + " of "
                                + count(reading.inputs().size(), "input") + ".",
                        List.of(reading)));
        weigh();
        if (conversion.isObject()) {
            add(
                    "convert",
                    "What the reading says is put into the form that all values of its kind have.",
                    having(Role.SHOWN));
        }
        boolean none = isNothing();
        String status = value.item() == null
                ? record.path("status").path(value.field()).asText("")
                : Objects.toString(weighings.get(0).shown().status(), "");
        if (none) {
            add("show", "No value is shown: " + status + ".", List.of());
        } else {
            add(
                    "show",
                    "The value is shown" + (status.isEmpty() ? "." : ", without what is " + status + "."),
                    having(Role.SHOWN));
        }
        return steps;
    }

    private boolean isNothing() {
        return shown.isNull() || (shown.isContainerNode() && shown.isEmpty());
    }

    private void weigh() {
        addRole(Role.AGREES, "agree", "in agreement with what is shown");
        addRole(Role.REJECTED, "prefer", "not shown, because the editors prefer another");
        addRole(Role.DISPUTED, "dispute", "in dispute: none of them is preferred");
    }

    private void addRole(Role role, String step, String what) {
        List<Reading> readings = having(role);
        if (!readings.isEmpty()) {
            add(
                    step,
                    count(readings.size(), "reading") + (readings.size() == 1 ? " is " : " are ") + what + ".",
                    readings);
        }
    }

    private List<Reading> having(Role role) {
        return weighings.stream()
                .flatMap(weighing -> weighing.having(role).stream())
                .toList();
    }

    private void add(String step, String text, List<Reading> readings) {
        ObjectNode json = steps.addObject().put("step", step).put("text", text);
        json.set("readings", Json.words(readings.stream().map(Reading::id).toList()));
    }

    private static String count(int number, String noun) {
        String plural = number == 1 ? noun : noun + "s";
        return String.format(Locale.ROOT, "%d %s", number, plural);
    }
}
