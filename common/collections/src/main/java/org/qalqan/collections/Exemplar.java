package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.Reading;

/**
 * The item of a list that stands as an example in the documents: of those that fit on a screen the one with most values. It is computed
 * from the dataset as the store computes it, without the store; its revision and time are those of a first load at a fixed time.
 *
 * @param listing the list
 * @param item the item as the list answers it
 * @param others all items of the list, for values that the item does not have
 */
public record Exemplar(Listing listing, ObjectNode item, List<ObjectNode> others) {

    private static final int SCREEN = 2_000;
    private static final long REVISION = 1;
    private static final Instant LOADED = Instant.parse("2026-01-01T00:00:00Z");

    /** The example of a collection; empty when the dataset has no record of it. */
    public static Optional<Exemplar> of(Declaration declaration, Drafts drafts) {
        return choose(
                Listing.of(declaration),
                today(declaration, drafts).map(KnownVersion::body).toList());
    }

    /** The example among all readings. */
    public static Optional<Exemplar> reading(List<Declaration> declarations, Drafts drafts, String service) {
        return choose(
                ReadingResource.listing(),
                declarations.stream()
                        .flatMap(declaration -> today(declaration, drafts))
                        .flatMap(version -> version.readings().stream())
                        .map(reading -> EvidenceReads.answer(Json.MAPPER.<ObjectNode>valueToTree(reading), service))
                        .toList());
    }

    /** The example among all disagreements. */
    public static Optional<Exemplar> disagreement(
            List<Declaration> declarations, Drafts drafts, Sources sources, String service) {
        return findings(
                DisagreementResource.listing(),
                declarations,
                drafts,
                service,
                readings -> Disagreement.in(readings).stream()
                        .map(disagreement -> disagreement.body(sources))
                        .toList());
    }

    /** The example among all gaps. */
    public static Optional<Exemplar> gap(List<Declaration> declarations, Drafts drafts, String service) {
        return findings(GapResource.listing(), declarations, drafts, service, readings -> Gap.in(readings).stream()
                .map(Gap::body)
                .toList());
    }

    private static Optional<Exemplar> findings(
            Listing listing,
            List<Declaration> declarations,
            Drafts drafts,
            String service,
            Function<List<Reading>, List<ObjectNode>> find) {
        List<ObjectNode> all = new ArrayList<>();
        for (Declaration declaration : declarations) {
            today(declaration, drafts).forEach(version -> find.apply(version.readings())
                    .forEach(
                            finding -> all.add(EvidenceReads.answer(Store.finding(version.body(), finding), service))));
        }
        return choose(listing, all);
    }

    private static Stream<KnownVersion> today(Declaration declaration, Drafts drafts) {
        return drafts.drafts(declaration.type()).stream().map(draft -> {
            List<KnownVersion> versions = KnownVersion.of(declaration, draft, REVISION, LOADED);
            return versions.get(versions.size() - 1);
        });
    }

    private static Optional<Exemplar> choose(Listing listing, List<ObjectNode> items) {
        List<ObjectNode> short_ = items.stream()
                .filter(item -> item.toString().length() <= SCREEN)
                .toList();
        return (short_.isEmpty() ? items : short_)
                .stream()
                        .min(Comparator.comparingLong(Exemplar::emptyMembers)
                                .thenComparingInt(item -> item.toString().length())
                                .thenComparing(item -> item.path("id").textValue()))
                        .map(item -> new Exemplar(listing, item, items));
    }

    private static long emptyMembers(JsonNode item) {
        return StreamSupport.stream(item.spliterator(), false)
                .filter(value -> value.isNull() || (value.isArray() && value.isEmpty()))
                .count();
    }

    /** Its id. */
    public String id() {
        return item.path("id").textValue();
    }

    /** The page that a query for this id alone answers. */
    public ObjectNode page() {
        ObjectNode page = Json.MAPPER.createObjectNode();
        page.putArray("items").add(item);
        page.putNull("next");
        return page;
    }

    /** A value by which one can filter, as a parameter takes it: the item's own, or that of the first that has one; null when none has. */
    public @Nullable JsonNode valueOf(Field field) {
        return Stream.concat(Stream.of(item), others.stream())
                .flatMap(candidate -> values(field, candidate))
                .filter(value -> !value.asText().contains(","))
                .findFirst()
                .orElse(null);
    }

    private static Stream<JsonNode> values(Field field, JsonNode item) {
        JsonNode value = item.path(field.name());
        Stream<JsonNode> values = value.isMissingNode() && field.many()
                ? item.findValues(singular(field.name())).stream()
                : value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
        return values.map(each -> switch (field.kind()) {
                    case DATE -> each.isObject() ? each.path("edtf") : each;
                    case QUANTITY, MONEY -> each.path("low");
                    default -> each;
                })
                .filter(each -> each.isValueNode() && !each.isNull());
    }

    /** A list of what an item's readings have one of each. */
    private static String singular(String name) {
        return name.substring(0, name.length() - 1);
    }

    /** The currency of an amount of this field; null when no item has one. */
    public @Nullable String currencyOf(Field field) {
        return others.stream()
                .map(other -> other.path(field.name()).path("currency").textValue())
                .filter(currency -> currency != null)
                .findFirst()
                .orElse(null);
    }

    /** The place right after the item, in the list's own order. */
    public String cursor() {
        List<String> keys = new ArrayList<>();
        if (listing.mainDate() != null) {
            JsonNode date = item.path(listing.mainDate());
            LocalDate earliest = date.isNull()
                    ? Columns.LAST_DAY
                    : date.path("earliest").isNull()
                            ? Columns.FIRST_DAY
                            : LocalDate.parse(date.path("earliest").textValue());
            keys.add(ListQuery.keyText(earliest));
        }
        keys.add(id());
        return Cursor.write(keys, listing.path() + "?");
    }
}
