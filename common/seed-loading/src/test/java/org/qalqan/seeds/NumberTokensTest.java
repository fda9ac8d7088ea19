package org.qalqan.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTokensTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,785 men                     | 1785",
                "142.56 billion                | 142560000000",
                "$60 million worth             | 60000000",
                "in 2008–09 and later          | 2009 2008",
                "from 2008-2013                | 2008 2013",
                "30-03-2015                    | 30 3 2015",
                "S-300s and a MiG-31           | 300 31",
                "three brigades, twenty-five   | 3 25",
                "two hundred                   | 200",
                "one-third of them             | 33",
                "someone of often used phones  |",
            })
    void readsTheNumbersOfAText(String text, String expected) {
        List<BigDecimal> numbers =
                NumberTokens.in(text).stream().map(NumberTokens.Token::scaled).toList();
        List<BigDecimal> wanted = expected == null
                ? List.of()
                : Stream.of(expected.split(" "))
                        .map(BigDecimal::new)
                        .map(BigDecimal::stripTrailingZeros)
                        .toList();
        assertThat(numbers).containsExactlyElementsOf(wanted);
    }
}
