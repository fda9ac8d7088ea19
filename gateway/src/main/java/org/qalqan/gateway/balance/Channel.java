package org.qalqan.gateway.balance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A channel in which something passes between partners, and the collection that keeps it. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are made by List.of
enum Channel {
    TRAINING(
            "training-flows",
            List.of("sending", "host"),
            List.of("supportedBy"),
            List.of("period"),
            "headcount",
            "kind"),
    EXERCISES(
            "exercise-editions", List.of("participants"), List.of("host"), List.of("startedOn"), "personnel", "threat"),
    AGREEMENTS("agreements", List.of("parties"), List.of(), List.of("signedOn", "period"), null, "agreementStatus"),
    TRANSFERS(
            "transfers",
            List.of("suppliers", "recipient"),
            List.of(),
            List.of("statusOn", "period"),
            null,
            "transferStatus"),
    WORDS("statements", List.of("partners"), List.of(), List.of("madeOn"), null, "stance");

    final String collection;

    /** Where the sum of people stands; null in a channel that counts none. */
    final @Nullable String headcount;

    /** The field by whose words the counts are broken down. */
    final String breakdown;

    private final List<String> sides;
    private final List<String> others;
    private final List<String> dates;

    Channel(
            String collection,
            List<String> sides,
            List<String> others,
            List<String> dates,
            @Nullable String headcount,
            String breakdown) {
        this.collection = collection;
        this.sides = sides;
        this.others = others;
        this.dates = dates;
        this.headcount = headcount;
        this.breakdown = breakdown;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The channel of that word; null when there is none. */
    static @Nullable Channel of(String word) {
        return Stream.of(values())
                .filter(channel -> channel.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    static List<String> words() {
        return Stream.of(values()).map(Channel::word).toList();
    }

    /** The fields that the balance needs of a record. */
    String fields() {
        Set<String> fields = new LinkedHashSet<>(List.of("id"));
        fields.addAll(sides);
        fields.addAll(others);
        fields.addAll(dates);
        fields.add(breakdown);
        if (headcount != null) {
            fields.add(headcount);
            fields.add("disagreements");
        }
        if (this == TRAINING) {
            fields.add("partOf");
        }
        return String.join(",", fields);
    }

    /** Everyone whom the record names, the subject included. */
    Set<String> parties(JsonNode record) {
        Set<String> parties = new LinkedHashSet<>();
        Stream.concat(sides.stream(), others.stream()).forEach(field -> {
            JsonNode value = record.path(field);
            (value.isArray() ? value : List.of(value)).forEach(party -> {
                if (party.isTextual()) {
                    parties.add(party.textValue());
                }
            });
        });
        return parties;
    }

    /**
     * Whether a record that names no partner must have one all the same. Nobody agrees with oneself or supplies oneself; but a
     * statement may be about no partner, and training and exercises may be held at home.
     */
    boolean lacksPartner(JsonNode record) {
        return switch (this) {
            case AGREEMENTS, TRANSFERS -> true;
            case TRAINING, EXERCISES ->
                sides.stream()
                        .anyMatch(side -> record.path(side).isEmpty()
                                && !record.path(side).isTextual());
            case WORDS -> false;
        };
    }

    /** The date that puts the record into a period, as EDTF; null when it has none. */
    @Nullable
    String date(JsonNode record) {
        return dates.stream()
                .map(field -> record.path(field).path("edtf").textValue())
                .filter(edtf -> edtf != null)
                .findFirst()
                .orElse(null);
    }
}
