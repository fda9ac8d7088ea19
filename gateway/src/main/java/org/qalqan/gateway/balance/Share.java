package org.qalqan.gateway.balance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.qalqan.gateway.compose.Json;

/**
 * A share of a whole, from 0 to 1.
 *
 * @param value by what is on record
 * @param low if everything that is not known speaks against it
 * @param high if it all speaks for it
 */
record Share(double value, double low, double high) {

    private static final int DIGITS = 4;

    static final Share NONE = new Share(0, 0, 0);

    Share plus(Share other, double weight) {
        return new Share(value + weight * other.value, low + weight * other.low, high + weight * other.high);
    }

    Share over(double whole) {
        return new Share(value / whole, low / whole, high / whole);
    }

    ObjectNode toJson() {
        return Json.object()
                .put("value", rounded(value))
                .put("low", rounded(low))
                .put("high", rounded(high));
    }

    static BigDecimal rounded(double number) {
        return BigDecimal.valueOf(number).setScale(DIGITS, RoundingMode.HALF_UP);
    }
}
