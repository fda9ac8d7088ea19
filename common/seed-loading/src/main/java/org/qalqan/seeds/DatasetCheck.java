package org.qalqan.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.Keyword;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Spelling;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.collections.declare.Kind;
import org.qalqan.evidence.DerivationRule;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Reading;
import org.qalqan.evidence.ShownReading;
import org.qalqan.problems.NearestWord;

/**
 * Everything that must be true of the dataset, over all services at once: files parse, are canonical and match their schemas; ids
 * are unique; references, codes and citations resolve; spellings do not collide; ranks are decided or openly in dispute; derived
 * values follow from their inputs.
 */
final class DatasetCheck {

    private static final Set<String> RESERVED_IDS =
            Set.of("dossier", "impact", "evidence", "scoreboard", "compare", "history");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.builder(
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012))
            .metaSchema(JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                    .keywords(DatasetSchema.OWN_KEYWORDS.stream()
                            .<Keyword>map(NonValidationKeyword::new)
                            .toList())
                    .build())
            .build();

    private final Dataset dataset;
    private final List<DatasetError> errors = new ArrayList<>();
    private final ReadingIndex index;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Integer> paragraphCounts = new HashMap<>();
    private final Map<Entry, List<Entry.Located>> readings = new LinkedHashMap<>();

    DatasetCheck(Dataset dataset) {
        this.dataset = dataset;
        this.index = new ReadingIndex(dataset);
    }

    /** All errors, by file and line. */
    List<DatasetError> errors() {
        errors.addAll(dataset.readErrors());
        dataset.files().forEach(file -> errors.addAll(file.errors()));
        dataset.collections().forEach(this::checkSchema);
        index();
        dataset.entries().forEach(this::checkEntry);
        checkSpellings();
        checkCodelists();
        checkExemptions();
        if (errors.isEmpty()) {
            checkCanonical();
        }
        errors.sort(Comparator.comparing(DatasetError::file)
                .thenComparing(DatasetError::line)
                .thenComparing(DatasetError::pointer));
        return errors.stream().distinct().toList();
    }

    private void checkSchema(DatasetCollection collection) {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
        JsonSchema schema = SCHEMAS.getSchema(collection.schema(), config);
        for (YamlFile file : dataset.files()) {
            if (file.name().equals(collection.file())) {
                for (ValidationMessage message : schema.validate(file.root())) {
                    String pointer = message.getInstanceLocation().toString();
                    errors.add(file.error(pointer, reason(message, collection)));
                }
            }
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

    private void index() {
        for (Entry entry : dataset.entries()) {
            if (!ids.add(entry.id()) && !entry.id().isEmpty()) {
                String owner = index.entry(entry.id())
                        .map(other -> other.file().name())
                        .orElse("");
                errors.add(entry.error(
                        entry.pointer() + "/id", "the id '" + entry.id() + "' is taken by a record in " + owner));
            }
            if (RESERVED_IDS.contains(entry.id())) {
                errors.add(entry.error(entry.pointer() + "/id", "'" + entry.id() + "' is a reserved word"));
            }
            if (entry.collection().path().equals(Dataset.SOURCES)) {
                paragraphCounts.put(
                        entry.id(), entry.node().path("paragraphCount").asInt());
            }
            List<Entry.Located> located = entry.node().isObject() ? entry.readings() : List.of();
            readings.put(entry, located);
        }
    }

    private void checkEntry(Entry entry) {
        checkCitation(entry, entry.node().path("cite").textValue(), entry.pointer() + "/cite");
        checkCodes(entry, "topic", entry.node().path("topics"), entry.pointer() + "/topics");
        checkSuccessor(entry);
        Map<String, List<Entry.Located>> groups = new LinkedHashMap<>();
        for (Entry.Located located : readings.getOrDefault(entry, List.of())) {
            Reading reading = located.reading();
            groups.computeIfAbsent(reading.field() + "/" + reading.item(), group -> new ArrayList<>())
                    .add(located);
            checkReading(entry, located);
            JsonNode value = reading.value();
            if (value != null) {
                String at = isReading(entry, located) ? located.pointer() + "/value" : located.pointer();
                checkValue(entry, located.field(), value, at);
            }
        }
        groups.values().forEach(group -> checkRanks(entry, group));
        if (entry.isCurrent() && groups.isEmpty()) {
            errors.add(entry.error(entry.pointer(), "a record needs at least one value with its citation"));
        }
    }

    private static boolean isReading(Entry entry, Entry.Located located) {
        return entry.file().root().at(located.pointer()).has("value");
    }

    private void checkSuccessor(Entry entry) {
        JsonNode successor = entry.node().path("mergedInto");
        if (successor.isTextual()) {
            Entry target = index.entry(successor.asText()).orElse(null);
            if (target == null || !target.isCurrent() || !target.collection().equals(entry.collection())) {
                errors.add(entry.error(
                        entry.pointer() + "/mergedInto",
                        "'" + successor.asText() + "' is no current record of "
                                + entry.collection().path()));
            }
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
        } else if (derived) {
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
        BigDecimal value = number(reading.value());
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
            BigDecimal input = input(reading.inputs().get(i));
            if (input == null) {
                errors.add(entry.error(
                        located.pointer() + "/inputs/" + i,
                        "'" + reading.inputs().get(i) + "' is no reading with a number, and no field that shows one"));
            } else {
                inputs.add(input);
            }
        }
        boolean known = inputs.size() == reading.inputs().size();
        boolean divides = rule == DerivationRule.RATIO || rule == DerivationRule.PERCENTAGE;
        if (known && !(divides && inputs.get(1).signum() == 0) && !rule.yields(value, inputs)) {
            errors.add(entry.error(
                    located.pointer() + "/value",
                    value.toPlainString() + " is not the " + rule.code() + " of its inputs: that is "
                            + rule.apply(inputs).toPlainString()));
        }
    }

    private @Nullable BigDecimal input(String input) {
        return index.input(input).map(reading -> number(reading.value())).orElse(null);
    }

    private static @Nullable BigDecimal number(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        return Optional.of(value)
                .map(v -> v.isNumber() ? v : v.has("number") ? v.path("number") : v.path("amount"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .orElse(null);
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

    private void checkValue(Entry entry, Field field, JsonNode value, String at) {
        switch (field.kind()) {
            case CODE -> checkCodes(entry, String.valueOf(field.codelist()), value, at);
            case REFERENCE -> checkReferences(entry, field, value, at);
            case DATE -> checkDate(entry, value.textValue(), at);
            case QUANTITY, MONEY -> checkBounds(entry, value, at);
            case OBJECT ->
                field.fields().forEach(nested -> {
                    JsonNode inside = value.path(nested.name());
                    if (!inside.isMissingNode()) {
                        checkValue(entry, nested, inside, at + "/" + nested.name());
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
        List<String> codes = dataset.codes(codelist);
        elements(value, at).forEach((place, code) -> {
            if (!codes.contains(code)) {
                errors.add(entry.error(
                        place, "'" + code + "' is not in the codelist '" + codelist + "'" + nearest(code, codes)));
            }
        });
    }

    private void checkReferences(Entry entry, Field field, JsonNode value, String at) {
        elements(value, at).forEach((place, id) -> {
            Entry target = index.entry(id).orElse(null);
            if (target == null) {
                errors.add(entry.error(place, "there is no record '" + id + "'" + nearest(id, List.copyOf(ids))));
            } else if (!Declaration.mayReferTo(field, target.collection().type())) {
                errors.add(entry.error(
                        place,
                        "'" + id + "' is a " + target.collection().type() + ", and '" + field.name() + "' refers to "
                                + String.join(" or ", field.refersTo())));
            } else if (entry.isCurrent() && !target.isCurrent()) {
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

    /** A spelling finds one record of a type, not two. */
    private void checkSpellings() {
        Map<String, Entry> taken = new HashMap<>();
        for (Entry entry : dataset.entries()) {
            Set<String> own = new HashSet<>();
            own.add(entry.title());
            readings.getOrDefault(entry, List.of()).stream()
                    .map(Entry.Located::reading)
                    .filter(reading -> reading.field().equals("aliases"))
                    .forEach(reading -> own.add(String.valueOf(reading.item())));
            for (String spelling : own) {
                String folded = Spelling.fold(spelling);
                Entry other = taken.putIfAbsent(entry.collection().type() + " " + folded, entry);
                if (other != null && !other.id().equals(entry.id())) {
                    errors.add(entry.error(
                            entry.pointer() + "/title",
                            "'" + spelling + "' is also a spelling of '" + other.id() + "'"));
                }
            }
        }
    }

    private void checkExemptions() {
        YamlFile file = dataset.exemptions();
        for (int i = 0; i < file.root().size(); i++) {
            JsonNode exemption = file.root().path(i);
            Integer count = paragraphCounts.get(exemption.path("source").asText());
            int paragraph = exemption.path("paragraph").asInt();
            if (count == null || paragraph < 1 || paragraph > count) {
                errors.add(file.error("/" + i, "an exemption needs 'source' and 'paragraph', which exist"));
            }
            if (exemption.path("reason").asText().isBlank()) {
                errors.add(file.error("/" + i, "an exemption needs a 'reason'"));
            }
            for (Map.Entry<String, JsonNode> property : exemption.properties()) {
                if (!CanonicalYaml.EXEMPTION_KEYS.contains(property.getKey())) {
                    errors.add(file.error(
                            "/" + i + "/" + property.getKey(), "an exemption has no '" + property.getKey() + "'"));
                }
            }
        }
    }

    private void checkCodelists() {
        for (YamlFile file : dataset.files()) {
            if (!file.name().startsWith(Dataset.CODELISTS + "/")) {
                continue;
            }
            Set<String> codes = new HashSet<>();
            for (int i = 0; i < file.root().size(); i++) {
                JsonNode code = file.root().path(i);
                String at = "/" + i;
                if (!code.path("code").asText().matches(DatasetSchema.SLUG)
                        || !code.path("title").isTextual()) {
                    errors.add(file.error(at, "a code needs 'code', a slug, and 'title'"));
                }
                if (!codes.add(code.path("code").asText())) {
                    errors.add(file.error(at + "/code", "the code stands here twice"));
                }
            }
        }
    }

    private void checkCanonical() {
        for (YamlFile file : dataset.files()) {
            String canonical = CanonicalYaml.format(file, dataset);
            if (!canonical.equals(file.text())) {
                errors.add(file.error("", "the file is not in canonical form: run the formatter"));
            }
        }
        if (!DataPackage.format(dataset).equals(dataset.descriptor())) {
            errors.add(new DatasetError(DataPackage.FILE, 1, "/resources", "not up to date: run the formatter"));
        }
    }
}
