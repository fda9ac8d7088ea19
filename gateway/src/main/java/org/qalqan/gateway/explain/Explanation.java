package org.qalqan.gateway.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.DerivationRule;
import org.qalqan.evidence.Input;
import org.qalqan.evidence.Reading;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.compose.References;
import org.qalqan.gateway.explain.Weighing.Role;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** One explanation in the making: the value, what it rests on, and what was set against it. */
final class Explanation {

    private static final String RECORD = "record";
    private static final String READINGS = "readings";
    private static final String SOURCES = "sources";
    private static final int MOST_EXPLAINED = 500;

    /** What a record says of itself, which is nobody's claim. */
    private static final Set<String> NO_FIELDS = Set.of(
            "id",
            "type",
            "url",
            "status",
            "disagreements",
            "revision",
            "updatedAt",
            READINGS,
            SOURCES,
            "knownAtCertain");

    private final Composition composition;
    private final Value value;
    private final Inputs inputs;
    private final Map<String, Set<Integer>> cited = new TreeMap<>();
    private int explained;

    Explanation(Composition composition, Value value) {
        this.composition = composition;
        this.value = value;
        this.inputs = new Inputs(composition, "include=readings,sources" + value.andKnownAt());
    }

    Future<ObjectNode> compose() {
        return composition
                .subject(RECORD, value.record(), "include=readings,sources" + value.andKnownAt())
                .compose(this::explain);
    }

    private Future<ObjectNode> explain(Part part) {
        JsonNode record = part.orNull();
        inputs.add(record);
        List<Reading> all = inputs.readings(value.record(), value.field());
        check(record, all);
        List<Reading> readings = all.stream()
                .filter(reading -> value.item() == null || value.item().equals(reading.item()))
                .toList();
        String asked = "record=" + value.record() + "&field=" + value.field() + value.andKnownAt();
        Future<Part> disagreements = composition.list("disagreements", part.service(), "/v1/disagreements", asked);
        Future<Part> gaps = composition.list("gaps", part.service(), "/v1/gaps", asked);
        return Future.all(disagreements, gaps, inputs.load(readings)).compose(done -> {
            ObjectNode view = Json.object().put("url", value.url());
            view.set(RECORD, References.label(record).put("id", value.record()));
            view.put("service", part.service().id());
            view.put("field", value.field());
            view.put("item", value.item());
            List<Weighing> weighings = Weighing.of(readings);
            JsonNode shown = shown(record, weighings);
            view.set("value", shown);
            view.put("status", status(record, weighings));
            view.set("conversion", conversion(weighings, shown));
            ArrayNode backing = backing(record, value.field(), value.item());
            view.set(
                    "independentSources",
                    backing.size() == 1 ? backing.path(0).path("independent") : NullNode.getInstance());
            view.set("backing", backing);
            view.set(READINGS, explained(weighings, new HashSet<>(Set.of(value.record() + "." + value.field()))));
            view.set("alternatives", alternatives(weighings));
            view.set("disagreements", ofItem(disagreements.result()));
            view.set("gaps", gaps.result().orNull());
            view.set("steps", new Steps(record, value, weighings, shown, conversion(weighings, shown)).json());
            return sources().compose(sources -> {
                view.set(SOURCES, sources);
                return composition.finish(view);
            });
        });
    }

    private void check(JsonNode record, List<Reading> readings) {
        List<String> fields = new ArrayList<>();
        record.fieldNames().forEachRemaining(fields::add);
        fields.removeAll(NO_FIELDS);
        if (!fields.contains(value.field())) {
            throw ProblemException.invalidParameters(List.of(FieldError.query(
                    "field",
                    "a record of type " + record.path("type").asText() + " has no field '" + value.field() + "'",
                    fields,
                    value.field())));
        }
        String item = value.item();
        if (item != null) {
            List<String> items = readings.stream()
                    .map(Reading::item)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            if (!items.contains(item)) {
                throw ProblemException.invalidParameters(List.of(
                        items.isEmpty()
                                ? FieldError.query(
                                        "item",
                                        "'" + value.field() + "' has no elements with readings: leave 'item' out")
                                : FieldError.query(
                                        "item", "'" + value.field() + "' has no element '" + item + "'", items, item)));
            }
        }
    }

    private JsonNode shown(JsonNode record, List<Weighing> weighings) {
        JsonNode field = record.path(value.field());
        if (value.item() == null) {
            return field;
        }
        boolean none = weighings.isEmpty()
                || weighings.get(0).shown().reading() == null
                || weighings.get(0).shown().status() != null;
        return none
                ? NullNode.getInstance()
                : field.valueStream()
                        .filter(element ->
                                value.item().equals(element.path("key").asText(element.asText())))
                        .findFirst()
                        .orElse(NullNode.getInstance());
    }

    private @Nullable String status(JsonNode record, List<Weighing> weighings) {
        return value.item() == null
                ? record.path("status").path(value.field()).textValue()
                : weighings.isEmpty() ? null : weighings.get(0).shown().status();
    }

    /** What the shown form adds to what the source says, such as the days that a date can mean; null when it is as it was said. */
    private static JsonNode conversion(List<Weighing> weighings, JsonNode shown) {
        Reading reading = weighings.size() == 1 ? weighings.get(0).shown().reading() : null;
        if (reading == null || reading.value() == null || shown.isNull() || shown.equals(reading.value())) {
            return NullNode.getInstance();
        }
        ObjectNode conversion = Json.object();
        conversion.put("reading", reading.id());
        conversion.put("qualifier", reading.qualifier());
        conversion.set("said", reading.value());
        conversion.set("shown", shown);
        return conversion;
    }

    private static ArrayNode backing(JsonNode record, String field, @Nullable String item) {
        return Json.array(record.path(SOURCES)
                .valueStream()
                .filter(backing -> backing.path("field").asText().equals(field))
                .filter(backing ->
                        item == null || item.equals(backing.path("item").textValue()))
                .toList());
    }

    private JsonNode ofItem(Part disagreements) {
        return disagreements.isMissing() || value.item() == null
                ? disagreements.orNull()
                : Json.array(disagreements.items().stream()
                        .filter(disagreement -> disagreement.path("item").isNull()
                                || value.item().equals(disagreement.path("item").textValue()))
                        .toList());
    }

    private ArrayNode explained(List<Weighing> weighings, Set<String> onTheWay) {
        ArrayNode list = Json.array();
        for (Weighing weighing : weighings) {
            for (Reading reading : weighing.readings()) {
                list.add(explained(reading, weighing.role(reading), onTheWay));
            }
        }
        return list;
    }

    private ObjectNode explained(Reading reading, Role role, Set<String> onTheWay) {
        explained++;
        if (reading.source() != null && reading.paragraph() != null) {
            cited.computeIfAbsent(reading.source(), source -> new TreeSet<>()).add(reading.paragraph());
        }
        ObjectNode json = Json.object();
        json.put("reading", reading.id());
        json.put("item", reading.item());
        json.set("value", reading.value());
        json.put("missing", reading.missing());
        json.put("qualifier", reading.qualifier());
        json.put("source", reading.source());
        json.put("paragraph", reading.paragraph());
        json.put("basis", reading.basis());
        json.put("rank", reading.rank());
        json.put("difference", reading.difference());
        json.put("statedOn", reading.statedOn());
        json.put("knownOn", reading.knownOn());
        json.put("note", reading.note());
        json.put("role", role.code());
        json.put("why", role.why());
        json.set("derivation", reading.rule() == null ? null : derivation(reading, reading.rule(), onTheWay));
        return json;
    }

    private ObjectNode derivation(Reading reading, String rule, Set<String> onTheWay) {
        ObjectNode derivation = Json.object().put("rule", rule);
        ArrayNode list = Json.array();
        List<BigDecimal> numbers = new ArrayList<>();
        for (String text : reading.inputs()) {
            Input input = Input.of(text);
            List<Reading> readings = inputs.readings(input);
            number(readings).ifPresent(numbers::add);
            list.add(input(input, readings, onTheWay));
        }
        Optional<DerivationRule> known = DerivationRule.named(rule)
                .filter(any -> numbers.size() == reading.inputs().size());
        Optional<BigDecimal> result = known.flatMap(named -> named.result(numbers));
        derivation.put("result", result.orElse(null));
        derivation.put(
                "agrees",
                result.flatMap(computed -> DerivationRule.number(reading))
                        .map(said -> known.orElseThrow().yields(said, numbers))
                        .orElse(null));
        derivation.set(Inputs.SECTION, list);
        return derivation;
    }

    /** An input that is on the way to itself, or one too many, is named and goes no deeper. */
    private ObjectNode input(Input input, List<Reading> readings, Set<String> onTheWay) {
        ObjectNode json = Json.object().put("input", input.text());
        json.put(RECORD, input.record());
        json.put("field", input.field());
        JsonNode record = inputs.record(input.record());
        json.set("value", record == null || input.reading() != null ? null : record.path(input.field()));
        boolean again = !onTheWay.add(input.text());
        boolean many = explained >= MOST_EXPLAINED;
        if (many) {
            composition.truncate(Inputs.SECTION);
        }
        if (record == null || again || many) {
            json.putNull(READINGS);
        } else {
            json.set(READINGS, explained(weighed(input, readings), onTheWay));
        }
        if (!again) {
            onTheWay.remove(input.text());
        }
        return json;
    }

    /** A single reading keeps the role that it has among the others of its field. */
    private List<Weighing> weighed(Input input, List<Reading> readings) {
        List<Reading> all = input.reading() == null ? readings : inputs.readings(input.record(), input.field());
        return Weighing.of(all).stream()
                .map(weighing -> new Weighing(
                        weighing.readings().stream().filter(readings::contains).toList(), weighing.shown()))
                .toList();
    }

    private static Optional<BigDecimal> number(List<Reading> readings) {
        Optional<Reading> shown = readings.size() == 1
                ? Optional.of(readings.get(0))
                : Weighing.of(readings).stream()
                        .flatMap(weighing -> Stream.ofNullable(weighing.shown().reading()))
                        .findFirst();
        return shown.flatMap(DerivationRule::number);
    }

    private static ArrayNode alternatives(List<Weighing> weighings) {
        ArrayNode list = Json.array();
        for (Weighing weighing : weighings) {
            for (List<Reading> side : weighing.alternatives()) {
                Reading first = side.get(0);
                Role role = weighing.role(first);
                ObjectNode alternative = list.addObject();
                alternative.put("item", first.item());
                alternative.set("value", first.value());
                alternative.put("missing", first.missing());
                alternative.put("qualifier", first.qualifier());
                alternative.set(
                        READINGS, Json.words(side.stream().map(Reading::id).toList()));
                alternative.set(
                        "ranks",
                        Json.words(new LinkedHashSet<>(
                                side.stream().map(Reading::rank).toList())));
                alternative.set(
                        "differences",
                        Json.words(new LinkedHashSet<>(side.stream()
                                .map(Reading::difference)
                                .filter(Objects::nonNull)
                                .toList())));
                alternative.set("sources", Json.words(Weighing.sources(side)));
                alternative.put("role", role.code());
                alternative.put("why", role.why());
                Reading shown = weighing.shown().reading();
                alternative.set("rate", shown == null ? null : rate(first, shown));
            }
        }
        return list;
    }

    /** What a unit of the shown currency comes to in the other, where both readings give the same sum; null for all else. */
    private static @Nullable ObjectNode rate(Reading other, Reading shown) {
        BigDecimal one = DerivationRule.number(shown).orElse(null);
        BigDecimal many = DerivationRule.number(other).orElse(null);
        String from = currency(shown);
        String to = currency(other);
        if (one == null || many == null || from == null || to == null || from.equals(to) || one.signum() == 0) {
            return null;
        }
        return Json.object()
                .put("from", from)
                .put("to", to)
                .put("rate", many.divide(one, MathContext.DECIMAL32).stripTrailingZeros());
    }

    private static @Nullable String currency(Reading reading) {
        return reading.value() == null ? null : reading.value().path("currency").textValue();
    }

    /** Every source that a reading of the explanation stands in, with its paragraphs. */
    private Future<JsonNode> sources() {
        return composition.listFor(SOURCES, SOURCES, "id", cited.keySet()).map(part -> {
            Map<String, JsonNode> known = new TreeMap<>();
            part.items().forEach(source -> known.put(source.path("id").asText(), source));
            ArrayNode list = Json.array();
            cited.forEach((id, paragraphs) -> {
                JsonNode source = known.getOrDefault(id, Json.object());
                ObjectNode json = list.addObject().put("id", id);
                json.set("title", orNull(source, "title"));
                json.set("url", orNull(source, "url"));
                json.set("author", orNull(source, "author"));
                json.set("outlet", orNull(source, "outlet"));
                json.set("publishedOn", orNull(source, "publishedOn"));
                ArrayNode numbers = json.putArray("paragraphs");
                paragraphs.forEach(numbers::add);
            });
            return list;
        });
    }

    private static JsonNode orNull(JsonNode node, String member) {
        return node.hasNonNull(member) ? node.path(member) : NullNode.getInstance();
    }
}
