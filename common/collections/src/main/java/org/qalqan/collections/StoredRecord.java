package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A record of the store, typed, for the few answers that are computed rather than stored.
 *
 * @param id its id
 * @param title what a person calls it
 * @param url where it is
 * @param fields its fields as shown
 * @param readings its readings, in the editors' order
 * @param <T> the Java record that declares its collection
 */
public record StoredRecord<T>(String id, String title, String url, T fields, List<JsonNode> readings) {

    /** What the readings that count say of a field that holds one value. */
    public List<JsonNode> valuesOf(String field) {
        return readings.stream()
                .filter(reading -> reading.path("field").asText().equals(field))
                .filter(reading -> !reading.path("rank").asText().equals("deprecated"))
                .map(reading -> reading.path("value"))
                .filter(value -> !value.isNull())
                .toList();
    }
}
