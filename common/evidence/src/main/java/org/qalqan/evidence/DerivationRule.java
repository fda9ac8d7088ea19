package org.qalqan.evidence;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The named arithmetic by which a derived reading follows from its inputs. */
public enum DerivationRule {
    /** All inputs added up. */
    SUM(2, Integer.MAX_VALUE, inputs -> inputs.stream().reduce(BigDecimal.ZERO, BigDecimal::add)),
    /** The first input less all others. */
    DIFFERENCE(2, Integer.MAX_VALUE, inputs -> inputs.stream().skip(1).reduce(inputs.get(0), BigDecimal::subtract)),
    /** All inputs multiplied. */
    PRODUCT(2, Integer.MAX_VALUE, inputs -> inputs.stream().reduce(BigDecimal.ONE, BigDecimal::multiply)),
    /** The first input divided by the second. */
    RATIO(2, 2, inputs -> inputs.get(0).divide(inputs.get(1), MathContext.DECIMAL128)),
    /** The first input as a percentage of the second. */
    PERCENTAGE(2, 2, inputs -> inputs.get(0).scaleByPowerOfTen(2).divide(inputs.get(1), MathContext.DECIMAL128));

    private final int fewestInputs;
    private final int mostInputs;
    private final Function<List<BigDecimal>, BigDecimal> arithmetic;

    DerivationRule(int fewestInputs, int mostInputs, Function<List<BigDecimal>, BigDecimal> arithmetic) {
        this.fewestInputs = fewestInputs;
        this.mostInputs = mostInputs;
        this.arithmetic = arithmetic;
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
        return arithmetic.apply(inputs);
    }

    /** Whether the value is the result, rounded to as many decimals as the value has. */
    public boolean yields(BigDecimal value, List<BigDecimal> inputs) {
        int decimals = Math.max(value.scale(), 0);
        return apply(inputs).setScale(decimals, RoundingMode.HALF_UP).compareTo(value) == 0;
    }
}
