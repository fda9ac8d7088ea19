package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.qalqan.evidence.Reading;
import org.qalqan.evidence.ShownReading;

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

    /** What the readings that count, and say something of their own, say of a field that holds one value. */
    public List<JsonNode> valuesOf(String field) {
        List<Reading> ofField = readings.stream()
                .filter(reading -> reading.path("field").asText().equals(field))
                .map(reading -> Json.MAPPER.convertValue(reading, Reading.class))
                .toList();
        return ShownReading.substantial(ofField).stream()
                .map(Reading::value)
                .filter(value -> value != null && !value.isNull())
                .toList();
    }
}
