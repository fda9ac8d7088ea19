package org.qalqan.evidence;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a derived reading names as an input: a field, for what the record shows of it, or one reading.
 *
 * @param text as the reading names it
 * @param record id of the record
 * @param field the field
 * @param reading id of the one reading that is meant; null for what the field shows
 */
public record Input(
        String text, String record, String field, @Nullable String reading) {

    /** {@code record.field}, or the id of a reading, which goes on after another full stop. */
    public static Input of(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        return new Input(
                text,
                text.substring(0, Math.max(first, 0)),
                text.substring(first + 1, second < 0 ? text.length() : second),
                second < 0 ? null : text);
    }

    /** The reading that the input stands for, among those of its record. */
    public Optional<Reading> among(List<Reading> readings) {
        if (reading != null) {
            return readings.stream().filter(one -> one.id().equals(reading)).findFirst();
        }
        return Optional.ofNullable(ShownReading.of(readings.stream()
                        .filter(one -> one.field().equals(field))
                        .toList())
                .reading());
    }
}
