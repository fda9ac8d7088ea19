package org.qalqan.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivationRuleTest {

    @ParameterizedTest
    @CsvSource({
        "sum,        40 14 37 14 16 43, 164",
        "difference, 25 8,              17",
        "product,    2 25,              50",
        "ratio,      142.56 1.17,       121.85",
        "percentage, 110 250,           44",
        "percentage, 23 114,            20.2",
        "percentage, 884 3564,          24.8",
    })
    void yieldsTheRoundedResult(String rule, String inputs, BigDecimal value) {
        assertThat(rule(rule).yields(value, numbers(inputs))).isTrue();
        assertThat(rule(rule).yields(value.add(value.ulp()), numbers(inputs))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ratio, 2, true", "ratio, 3, false", "percentage, 1, false", "sum, 1, false", "sum, 9, true"})
    void takesSoManyInputs(String rule, int inputs, boolean takes) {
        assertThat(rule(rule).takes(inputs)).isEqualTo(takes);
    }

    private static DerivationRule rule(String name) {
        return DerivationRule.named(name).orElseThrow();
    }

    private static List<BigDecimal> numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).map(BigDecimal::new).toList();
    }
}
