package org.qalqan.evidence;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** The exact result (34 digits where a division does not end); empty when there is none: too many inputs, too few, or a division by zero. */
    public Optional<BigDecimal> result(List<BigDecimal> inputs) {
        boolean divides = this == RATIO || this == PERCENTAGE;
        return takes(inputs.size()) && !(divides && inputs.get(1).signum() == 0)
                ? Optional.of(apply(inputs))
                : Optional.empty();
    }

    private BigDecimal apply(List<BigDecimal> inputs) {
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
        return result(inputs)
                .filter(result ->
                        result.setScale(decimals, RoundingMode.HALF_UP).compareTo(value) == 0)
                .isPresent();
    }

    /** The number of a reading's value, whether it stands alone, with a unit or with a currency; empty when it is none, or a range. */
    public static Optional<BigDecimal> number(Reading reading) {
        return Optional.ofNullable(reading.value())
                .map(value -> value.isNumber() ? value : value.path(value.has("amount") ? "amount" : "number"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue);
    }

    /** Whether a derived reading follows, by its rule, from the readings that its inputs stand for. */
    public static boolean follows(Reading derived, Function<Input, Optional<Reading>> inputs) {
        List<BigDecimal> numbers = derived.inputs().stream()
                .map(Input::of)
                .map(inputs)
                .flatMap(Optional::stream)
                .map(DerivationRule::number)
                .flatMap(Optional::stream)
                .toList();
        return numbers.size() == derived.inputs().size()
                && number(derived)
                        .filter(value -> named(String.valueOf(derived.rule()))
                                .filter(rule -> rule.yields(value, numbers))
                                .isPresent())
                        .isPresent();
    }
}
