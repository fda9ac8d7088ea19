package org.qalqan.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Codelists;
import org.qalqan.collections.Surroundings;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;
import org.qalqan.evidence.DerivationRule;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Input;
import org.qalqan.evidence.Reading;
import org.qalqan.evidence.ShownReading;
import org.qalqan.problems.NearestWord;

/**
 * Everything that must be true of an entry, wherever it comes from: it matches its collection's schema; references, codes and
 * citations resolve; ranks are decided or openly in dispute; derived values follow from their inputs.
 */
final class EntryCheck {

    private static final Set<String> RESERVED_IDS =
            Set.of("dossier", "impact", "evidence", "scoreboard", "compare", "history");

    private final Surroundings around;
    private final Codelists codelists;
    private final Map<String, Integer> paragraphCounts;
    private final List<DatasetError> errors = new ArrayList<>();

    /**
     * A check of entries.
     *
     * @param around what they may refer to
     * @param codelists the codes that they may use
     * @param paragraphCounts how many paragraphs each source has that they may cite
     */
    EntryCheck(Surroundings around, Codelists codelists, Map<String, Integer> paragraphCounts) {
        this.around = around;
        this.codelists = codelists;
        this.paragraphCounts = paragraphCounts;
    }

    /** What was found so far. */
    List<DatasetError> errors() {
        return errors;
    }

    /** Checks the entries of a file against the schema of their collection. */
    void checkSchema(DatasetCollection collection, YamlFile file) {
        for (ValidationMessage message : collection.validator().validate(file.root())) {
            errors.add(file.error(message.getInstanceLocation().toString(), reason(message, collection)));
        }
    }

    /** The validator's own sentence without its repetition of the place; for an unknown key also the nearest known. */
    private static String reason(ValidationMessage message, DatasetCollection collection) {
        String text = message.getMessage();
        String place = message.getInstanceLocation() + ": ";
        String reason = text.startsWith(place) ? text.substring(place.length()) : text;
        if (message.getType().equals("additionalProperties")) {
            List<String> known = new ArrayList<>();
            collection.schema().path("items").path("properties").fieldNames().forEachRemaining(known::add);
            String unknown = message.getProperty();
            String nearest = unknown == null ? null : NearestWord.to(unknown, known);
            return nearest == null ? reason : reason + " (did you mean '" + nearest + "'?)";
        }
        return reason;
    }

    /** Checks what no schema can say. */
    void check(Entry entry) {
        if (RESERVED_IDS.contains(entry.id())) {
            errors.add(entry.error(entry.pointer() + "/id", "'" + entry.id() + "' is a reserved word"));
        }
        checkCitation(entry, entry.node().path("cite").textValue(), entry.pointer() + "/cite");
        checkCodes(entry, "topic", entry.node().path("topics"), entry.pointer() + "/topics");
        checkSuccessor(entry);
        if (!entry.isCurrent()) {
            return;
        }
        checkSpellings(entry);
        Map<String, List<Entry.Located>> groups = new LinkedHashMap<>();
        for (Entry.Located located : entry.readings()) {
            Reading reading = located.reading();
            groups.computeIfAbsent(reading.field() + "/" + reading.item(), group -> new ArrayList<>())
                    .add(located);
            checkReading(entry, located);
            JsonNode value = reading.value();
            if (value != null) {
                String at = isReading(entry, located) ? located.pointer() + "/value" : located.pointer();
                checkValue(entry, located, located.field(), value, at);
            }
        }
        groups.values().forEach(group -> checkRanks(entry, group));
        if (groups.isEmpty()) {
            errors.add(entry.error(entry.pointer(), "a record needs at least one value with its citation"));
        }
    }

    private static boolean isReading(Entry entry, Entry.Located located) {
        return entry.file().root().at(located.pointer()).has("value");
    }

    private void checkSuccessor(Entry entry) {
        JsonNode successor = entry.node().path("mergedInto");
        if (successor.isTextual()) {
            String type = entry.collection().type();
            Surroundings.Target target = around.record(successor.asText()).orElse(null);
            if (target == null || !target.type().equals(type)) {
                errors.add(entry.error(
                        entry.pointer() + "/mergedInto",
                        "'" + successor.asText() + "' is no record of "
                                + entry.collection().path()));
            }
        }
    }

    /** A spelling finds one record of a type, not two. */
    private void checkSpellings(Entry entry) {
        for (String spelling : entry.spellings()) {
            around.spelled(entry.collection().type(), spelling).stream()
                    .filter(other -> !other.equals(entry.id()))
                    .distinct()
                    .forEach(other -> errors.add(entry.error(
                            entry.pointer() + (spelling.equals(entry.title()) ? "/title" : "/aliases"),
                            "'" + spelling + "' is also a spelling of '" + other + "'")));
        }
    }

    private void checkReading(Entry entry, Entry.Located located) {
        Reading reading = located.reading();
        JsonNode written = entry.file().root().at(located.pointer());
        checkCitation(entry, written.path("cite").textValue(), located.pointer() + "/cite");
        checkDate(entry, reading.statedOn(), located.pointer() + "/statedOn");
        boolean derived = reading.basis().equals("derived");
        if (derived != (reading.rule() != null)) {
            errors.add(entry.error(located.pointer(), "a derived reading, and no other, has a rule and inputs"));
        } else if (derived && reading.counts()) {
            checkDerivation(entry, located);
        }
        boolean number =
                located.field().kind() == Kind.QUANTITY || located.field().kind() == Kind.MONEY;
        if (!number && reading.qualifier() != null) {
            errors.add(entry.error(located.pointer() + "/qualifier", "only numbers have a qualifier"));
        }
    }

    private void checkDerivation(Entry entry, Entry.Located located) {
        Reading reading = located.reading();
        DerivationRule rule =
                DerivationRule.named(String.valueOf(reading.rule())).orElse(null);
        BigDecimal value = DerivationRule.number(reading).orElse(null);
        if (rule == null || value == null) {
            return;
        }
        if (!rule.takes(reading.inputs().size())) {
            errors.add(entry.error(
                    located.pointer() + "/inputs",
                    rule.code() + " does not take " + reading.inputs().size() + " inputs"));
            return;
        }
        List<BigDecimal> inputs = new ArrayList<>();
        for (int i = 0; i < reading.inputs().size(); i++) {
            BigDecimal input = input(entry, Input.of(reading.inputs().get(i)))
                    .flatMap(DerivationRule::number)
                    .orElse(null);
            if (input == null) {
                errors.add(entry.error(
                        located.pointer() + "/inputs/" + i,
                        "'" + reading.inputs().get(i) + "' is no reading with a number, and no field that shows one"));
            } else {
                inputs.add(input);
            }
        }
        if (inputs.size() == reading.inputs().size() && !rule.yields(value, inputs)) {
            errors.add(entry.error(
                    located.pointer() + "/value",
                    value.toPlainString() + " is not the " + rule.code() + " of its inputs: "
                            + rule.result(inputs)
                                    .map(result -> "that is " + result.toPlainString())
                                    .orElse("there is none")));
        }
    }

    /** The reading that an input stands for; of the entry itself, as it is about to be. */
    private Optional<Reading> input(Entry entry, Input input) {
        return input.among(
                input.record().equals(entry.id())
                        ? entry.readings().stream().map(Entry.Located::reading).toList()
                        : around.readings(input.record()));
    }

    private void checkRanks(Entry entry, List<Entry.Located> group) {
        List<Reading> all = group.stream().map(Entry.Located::reading).toList();
        Entry.Located last = group.get(group.size() - 1);
        long preferred = all.stream()
                .filter(reading -> reading.rank().equals(Reading.PREFERRED))
                .count();
        if (preferred > 1) {
            errors.add(entry.error(
                    last.pointer(),
                    preferred + " readings of '" + last.field().name() + "' are preferred; one can be"));
        }
        if (ShownReading.of(all).disagreement() && all.stream().allMatch(reading -> reading.difference() == null)) {
            errors.add(entry.error(
                    last.pointer(), "the readings of '" + last.field().name() + "' differ: give the difference"));
        }
        Set<String> seen = new HashSet<>();
        for (Entry.Located located : group) {
            Reading reading = located.reading();
            String said = reading.source() + ":" + reading.paragraph() + "|" + reading.value() + "|" + reading.missing()
                    + "|" + reading.qualifier() + "|" + reading.basis();
            if (!seen.add(said)) {
                errors.add(entry.error(located.pointer(), "the same reading stands here twice"));
            }
        }
    }

    private void checkValue(Entry entry, Entry.Located located, Field field, JsonNode value, String at) {
        switch (field.kind()) {
            case CODE -> checkCodes(entry, String.valueOf(field.codelist()), value, at);
            case REFERENCE -> checkReferences(entry, located, field, value, at);
            case DATE -> checkDate(entry, value.textValue(), at);
            case QUANTITY, MONEY -> checkBounds(entry, value, at);
            case OBJECT ->
                field.fields().forEach(nested -> {
                    JsonNode inside = value.path(nested.name());
                    if (!inside.isMissingNode()) {
                        checkValue(entry, located, nested, inside, at + "/" + nested.name());
                    }
                });
            default -> {
                // the schema says all there is to say
            }
        }
    }

    private void checkBounds(Entry entry, JsonNode value, String at) {
        boolean range = value.has("low") || value.has("high");
        boolean single = value.isNumber() || value.has("number") || value.has("amount");
        if (range == single) {
            errors.add(entry.error(at, "a number is given either by itself or by low and high"));
        }
        if (value.path("low").isNumber()
                && value.path("high").isNumber()
                && value.path("low").decimalValue().compareTo(value.path("high").decimalValue()) > 0) {
            errors.add(entry.error(at, "low is above high"));
        }
    }

    private void checkCodes(Entry entry, String codelist, JsonNode value, String at) {
        List<String> codes = codelists.codes(codelist);
        elements(value, at).forEach((place, code) -> {
            if (!codes.contains(code)) {
                errors.add(entry.error(
                        place, "'" + code + "' is not in the codelist '" + codelist + "'" + nearest(code, codes)));
            }
        });
    }

    /** What has been set aside may refer to what has left. */
    private void checkReferences(Entry entry, Entry.Located located, Field field, JsonNode value, String at) {
        elements(value, at).forEach((place, id) -> {
            Surroundings.Target target = around.record(id).orElse(null);
            if (target == null) {
                if (!around.mayBeElsewhere(field, id)) {
                    errors.add(entry.error(place, "there is no record '" + id + "'" + nearest(id, around.similar(id))));
                }
            } else if (!Declaration.mayReferTo(field, target.type())) {
                errors.add(entry.error(
                        place,
                        "'" + id + "' is a " + target.type() + ", and '" + field.name() + "' refers to "
                                + String.join(" or ", field.refersTo())));
            } else if (located.reading().counts() && !target.current()) {
                errors.add(entry.error(place, "'" + id + "' has been withdrawn or merged"));
            }
        });
    }

    /** The text, or the texts of the list, each with its place. */
    private static Map<String, String> elements(JsonNode value, String at) {
        Map<String, String> elements = new LinkedHashMap<>();
        if (value.isTextual()) {
            elements.put(at, value.asText());
        }
        for (int i = 0; i < value.size(); i++) {
            if (value.path(i).isTextual()) {
                elements.put(at + "/" + i, value.path(i).asText());
            }
        }
        return elements;
    }

    private static String nearest(String sent, List<String> allowed) {
        String nearest = NearestWord.to(sent, allowed);
        return nearest == null ? "" : " (did you mean '" + nearest + "'?)";
    }

    private void checkDate(Entry entry, @Nullable String date, String at) {
        if (date == null) {
            return;
        }
        try {
            Edtf.parse(date);
        } catch (IllegalArgumentException e) {
            errors.add(entry.error(at, String.valueOf(e.getMessage())));
        }
    }

    private void checkCitation(Entry entry, @Nullable String cite, String at) {
        int colon = cite == null ? -1 : cite.indexOf(':');
        if (cite == null || colon < 0) {
            return;
        }
        String source = cite.substring(0, colon);
        String paragraph = cite.substring(colon + 1);
        Integer count = paragraphCounts.get(source);
        if (count == null) {
            errors.add(entry.error(
                    at,
                    "there is no source '" + source + "'" + nearest(source, List.copyOf(paragraphCounts.keySet()))));
        } else if (!paragraph.matches("[1-9][0-9]{0,5}") || Integer.parseInt(paragraph) > count) {
            errors.add(entry.error(at, "'" + source + "' has paragraphs 1 to " + count));
        }
    }
}
