package org.qalqan.evidence;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number with its unit and with how sure its source is of it.
 *
 * @param value the number; null for a range
 * @param unit a UCUM code ({@code m2}, {@code h/a}, {@code %}) or a counted thing in UCUM annotation form ({@code
 *     {person}}); null where the field has no unit of its own
 * @param qualifier {@code exact}, {@code about}, {@code at-least}, {@code at-most} or {@code range}
 * @param low lowest value meant: the number itself when exact or about; null when {@code at-most}
 * @param high highest value meant: the number itself when exact or about; null when {@code at-least}
 */
@JsonPropertyOrder({"value", "unit", "qualifier", "low", "high"})
public record Quantity(
        @Nullable BigDecimal value,
        @Nullable String unit,
        String qualifier,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high) {}
