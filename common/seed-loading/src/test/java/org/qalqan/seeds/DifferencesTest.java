package org.qalqan.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qalqan.collections.Json;

class DifferencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1, \"b\": [2]} | {\"a\": 1, \"b\": [2]} | ''",
                "{\"a\": 1} | {\"a\": 2} | /a",
                "{\"a\": 1} | {\"b\": 1} | /a /b",
                "{\"a\": [{\"value\": 1}, 3]} | {\"a\": [{\"value\": 2}, 3]} | /a/0/value",
                "{\"a\": [1]} | {\"a\": [1, 2]} | /a",
                "{\"a\": 1.5} | {\"a\": 1.50} | /a",
                "{\"a~b/c\": 1} | {\"a~b/c\": \"1\"} | /a~0b~1c"
            })
    void namesThePlacesThatDiffer(String one, String other, String pointers) {
        assertThat(String.join(" ", Differences.between(Json.read(one), Json.read(other))))
                .isEqualTo(pointers);
    }
}
