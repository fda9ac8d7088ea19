package org.qalqan.problems;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {

    @ParameterizedTest
    @CsvSource({"a%20b, a b", "a+b, a b", "%D0%90, А", "100%25, 100%", "plain, plain"})
    void decodes(String encoded, String decoded) {
        assertThat(PercentEncoding.decodeQueryPart(encoded)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%z", "%zz", "%2", "a%", "%00", "%0a", "%7f", "%ff", "%c3%28", "%D0"})
    void refusesWhatIsMalformedOrAControlCharacter(String encoded) {
        assertThat(PercentEncoding.decodeQueryPart(encoded)).isNull();
        assertThat(PercentEncoding.isValid(encoded)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"T\u00c3\u00bcrk", "\u00ff", "\u007f", "%20\u0430"})
    void refusesWhatIsNotEncoded(String text) {
        assertThat(PercentEncoding.isValid(text)).isFalse();
    }
}
