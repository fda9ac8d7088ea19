package org.qalqan.evidence;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money.
 *
 * @param amount in whole units of the currency; null for a range
 * @param currency ISO 4217 code
 * @param stage {@code planned}, {@code adopted}, {@code revised} or {@code actual}; null where the source does not say
 * @param priceBasis {@code current} or {@code constant} prices; null where the source does not say
 * @param qualifier {@code exact}, {@code about}, {@code at-least}, {@code at-most} or {@code range}
 * @param low lowest amount meant; null when {@code at-most}
 * @param high highest amount meant; null when {@code at-least}
 */
@JsonPropertyOrder({"amount", "currency", "stage", "priceBasis", "qualifier", "low", "high"})
public record Money(
        @Nullable BigDecimal amount,
        String currency,
        @Nullable String stage,
        @Nullable String priceBasis,
        String qualifier,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high) {}
