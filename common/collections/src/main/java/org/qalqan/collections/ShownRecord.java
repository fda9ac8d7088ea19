package org.qalqan.collections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Reading;
import org.qalqan.evidence.ShownReading;

/**
 * The answer that a record shows, from its readings: the rule of {@link ShownReading} for each field, for each element of a
 * list. A list that has no element is empty, and {@code status} says why, as for a field without a value; a list that leaves out an
 * element in dispute has status {@code disputed}.
 */
final class ShownRecord {

    private static final String EXACT = "exact";
    private static final String RANGE = "range";

    private final Declaration declaration;
    private final Map<String, String> status = new LinkedHashMap<>();

    private ShownRecord(Declaration declaration) {
        this.declaration = declaration;
    }

    /** The record's body at the revision at which it is written, as the given readings of it have it. */
    static ObjectNode of(
            Declaration declaration, RecordDraft draft, List<Reading> readings, long revision, Instant updatedAt) {
        return new ShownRecord(declaration).show(draft, readings, revision, updatedAt);
    }

    private ObjectNode show(RecordDraft draft, List<Reading> readings, long revision, Instant updatedAt) {
        Map<String, List<Reading>> byField = new LinkedHashMap<>();
        readings.forEach(reading -> byField.computeIfAbsent(reading.field(), field -> new ArrayList<>())
                .add(reading));

        ObjectNode own = Json.MAPPER.createObjectNode();
        for (Field field : declaration.ownFields()) {
            own.set(field.name(), value(field, byField.getOrDefault(field.name(), List.of())));
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("id", draft.id());
        body.put("type", declaration.type());
        body.put("url", "/v1/" + declaration.path() + "/" + draft.id());
        body.put("title", draft.title());
        body.set("aliases", elements(aliases(), byField.getOrDefault("aliases", List.of())));
        body.set("topics", Json.MAPPER.valueToTree(draft.topics()));
        body.setAll(typed(own));
        body.put("note", draft.note());
        body.set("status", Json.MAPPER.valueToTree(status));
        body.set(
                "disagreements",
                Json.MAPPER.valueToTree(Disagreement.in(readings).stream()
                        .map(Disagreement::field)
                        .distinct()
                        .toList()));
        body.put("revision", revision);
        body.put("updatedAt", updatedAt.truncatedTo(ChronoUnit.MICROS).toString());
        return body;
    }

    private Field aliases() {
        return declaration.field("aliases").orElseThrow();
    }

    /** Through the declared Java record and back, so that the body is exactly what the record's type says. */
    private ObjectNode typed(ObjectNode own) {
        try {
            return Json.MAPPER.valueToTree(Json.MAPPER.treeToValue(own, declaration.view()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + declaration.type() + ": " + e.getOriginalMessage(), e);
        }
    }

    private JsonNode value(Field field, List<Reading> readings) {
        if (field.many()) {
            ArrayNode elements = elements(field, readings);
            if (elements.isEmpty()) {
                ShownReading none = ShownReading.of(readings);
                status.put(field.name(), none.status() == null ? ShownReading.UNKNOWN : none.status());
            } else if (hasDisputedElement(readings)) {
                status.put(field.name(), ShownReading.DISPUTED);
            }
            return elements;
        }
        JsonNode value = shown(field, readings);
        return value == null ? Json.MAPPER.nullNode() : value;
    }

    private @Nullable JsonNode shown(Field field, List<Reading> readings) {
        ShownReading shown = ShownReading.of(readings);
        if (shown.status() != null && !field.many()) {
            status.put(field.name(), shown.status());
        }
        Reading reading = shown.reading();
        JsonNode value = reading == null ? null : reading.value();
        return reading == null || value == null ? null : shownForm(field, value, reading.qualifier());
    }

    private static boolean hasDisputedElement(List<Reading> readings) {
        return Disagreement.in(readings).stream()
                .anyMatch(disagreement -> disagreement.item() != null && disagreement.shown() == null);
    }

    private ArrayNode elements(Field field, List<Reading> readings) {
        Map<String, List<Reading>> byItem = new LinkedHashMap<>();
        for (Reading reading : readings) {
            if (reading.item() != null) {
                byItem.computeIfAbsent(reading.item(), item -> new ArrayList<>())
                        .add(reading);
            }
        }
        ArrayNode elements = Json.MAPPER.createArrayNode();
        byItem.values().forEach(ofItem -> {
            JsonNode element = shown(field, ofItem);
            if (element != null) {
                elements.add(element);
            }
        });
        return elements;
    }

    /** The shown form of a value that is written in its plain form. */
    private static JsonNode shownForm(Field field, JsonNode plain, @Nullable String qualifier) {
        return switch (field.kind()) {
            case DATE -> Json.MAPPER.valueToTree(Edtf.parse(plain.textValue()));
            case QUANTITY -> quantity(field, plain, qualifier);
            case MONEY -> money(plain, qualifier);
            case OBJECT -> object(field, plain);
            default -> plain;
        };
    }

    private static ObjectNode object(Field field, JsonNode plain) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        for (Field nested : field.fields()) {
            JsonNode value = plain.path(nested.name());
            if (nested.many()) {
                ArrayNode elements = object.putArray(nested.name());
                value.forEach(element -> elements.add(shownForm(nested, element, null)));
            } else {
                boolean known = !value.isMissingNode() && !value.isNull();
                object.set(nested.name(), known ? shownForm(nested, value, null) : Json.MAPPER.nullNode());
            }
        }
        return object;
    }

    private static ObjectNode quantity(Field field, JsonNode plain, @Nullable String qualifier) {
        ObjectNode quantity = Json.MAPPER.createObjectNode();
        JsonNode number = plain.isNumber() ? plain : plain.path("number");
        quantity.set("value", number.isNumber() ? number : null);
        quantity.put("unit", plain.path("unit").asText(field.unit()));
        bounds(quantity, number, plain, qualifier);
        return quantity;
    }

    private static ObjectNode money(JsonNode plain, @Nullable String qualifier) {
        ObjectNode money = Json.MAPPER.createObjectNode();
        JsonNode amount = plain.path("amount");
        money.set("amount", amount.isNumber() ? amount : null);
        money.set("currency", plain.path("currency"));
        money.put("stage", plain.path("stage").textValue());
        money.put("priceBasis", plain.path("priceBasis").textValue());
        bounds(money, amount, plain, qualifier);
        return money;
    }

    private static void bounds(ObjectNode shown, JsonNode number, JsonNode plain, @Nullable String readingQualifier) {
        boolean range = !number.isNumber();
        String ofReading = readingQualifier == null ? EXACT : readingQualifier;
        String qualifier = range ? RANGE : plain.path("qualifier").asText(ofReading);
        shown.put("qualifier", qualifier);
        JsonNode low = range ? plain.path("low") : number;
        JsonNode high = range ? plain.path("high") : number;
        shown.set("low", low.isNumber() && !qualifier.equals("at-most") ? low : null);
        shown.set("high", high.isNumber() && !qualifier.equals("at-least") ? high : null);
    }
}
