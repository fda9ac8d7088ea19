package org.qalqan.evidence;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The named arithmetic by which a derived reading follows from its inputs. */
public enum DerivationRule {
    /** All inputs added up. */
    SUM(2, Integer.MAX_VALUE),
    /** The first input less all others. */
    DIFFERENCE(2, Integer.MAX_VALUE),
    /** All inputs multiplied. */
    PRODUCT(2, Integer.MAX_VALUE),
    /** The first input divided by the second. */
    RATIO(2, 2),
    /** The first input as a percentage of the second. */
    PERCENTAGE(2, 2);

    private final int fewestInputs;
    private final int mostInputs;

    DerivationRule(int fewestInputs, int mostInputs) {
        this.fewestInputs = fewestInputs;
        this.mostInputs = mostInputs;
    }

    /** The rule of that name, as readings write it. */
    public static Optional<DerivationRule> named(String name) {
        return Arrays.stream(values()).filter(rule -> rule.code().equals(name)).findFirst();
    }

    /** The name as readings write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the rule can take that many inputs. */
    public boolean takes(int inputs) {
        return inputs >= fewestInputs && inputs <= mostInputs;
    }

    /** The exact result (34 digits where a division does not end). */
    public BigDecimal apply(List<BigDecimal> inputs) {
        BigDecimal first = inputs.get(0);
        List<BigDecimal> others = inputs.subList(1, inputs.size());
        return switch (this) {
            case SUM -> others.stream().reduce(first, BigDecimal::add);
            case DIFFERENCE -> others.stream().reduce(first, BigDecimal::subtract);
            case PRODUCT -> others.stream().reduce(first, BigDecimal::multiply);
            case RATIO -> first.divide(others.get(0), MathContext.DECIMAL128);
            case PERCENTAGE -> first.scaleByPowerOfTen(2).divide(others.get(0), MathContext.DECIMAL128);
        };
    }

    /** Whether the value is the result, rounded to as many decimals as the value has. */
    public boolean yields(BigDecimal value, List<BigDecimal> inputs) {
        int decimals = Math.max(value.scale(), 0);
        return apply(inputs).setScale(decimals, RoundingMode.HALF_UP).compareTo(value) == 0;
    }
}
