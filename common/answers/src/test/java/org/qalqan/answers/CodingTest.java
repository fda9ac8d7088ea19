package org.qalqan.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | GZIP",
                "br, gzip;q=0.5 | GZIP",
                "GZIP | GZIP",
                "* | GZIP",
                "gzip;q=0 | IDENTITY",
                "gzip;q=0, * | IDENTITY",
                "identity | IDENTITY",
                "identity, gzip;q=0.5 | IDENTITY",
                "br | IDENTITY",
                "gzip;q=rubbish | IDENTITY",
                "'' | IDENTITY"
            })
    void takesWhatTheClientPrefers(String acceptEncoding, Coding preferred) {
        assertThat(Coding.preferred(acceptEncoding)).isEqualTo(preferred);
    }

    @Test
    void aClientThatNamesNoneGetsNone() {
        assertThat(Coding.preferred(null)).isEqualTo(Coding.IDENTITY);
    }

    @Test
    void aSmallBodyStaysAsItIs() {
        assertThat(Coding.GZIP.ofLength(Coding.SMALLEST_COMPRESSED - 1)).isEqualTo(Coding.IDENTITY);
        assertThat(Coding.GZIP.ofLength(Coding.SMALLEST_COMPRESSED)).isEqualTo(Coding.GZIP);
    }

    @Test
    void whatIsCompressedComesOutAgain() throws IOException {
        byte[] body = "what is promised ".repeat(100).getBytes(StandardCharsets.UTF_8);
        byte[] compressed = Coding.GZIP.encode(body);
        assertThat(compressed.length).isLessThan(body.length / 4);
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            assertThat(stream.readAllBytes()).isEqualTo(body);
        }
    }

    @Test
    void eachCodingHasATagOfItsOwn() {
        assertThat(Coding.GZIP.tag("\"r1.a\"")).isEqualTo("\"r1.a-gzip\"");
        assertThat(Coding.GZIP.tag("W/\"r1.a\"")).isEqualTo("W/\"r1.a-gzip\"");
        assertThat(Coding.IDENTITY.tag("\"r1.a\"")).isEqualTo("\"r1.a\"");
    }

    @Test
    void onlyAClientThatTakesTheCodingHasItsTag() {
        assertThat(Coding.GZIP.withoutCoding("\"a-gzip\", \"b\"")).isEqualTo("\"a\", \"b\"");
        assertThat(Coding.IDENTITY.withoutCoding("\"a-gzip\"")).isEqualTo("\"a-gzip\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"a\" | true",
                "W/\"a\" | true",
                "\"b\", \"a\" | true",
                "* | true",
                "a | false",
                "\"A\" | false",
                "\"b,a\" | false"
            })
    void ifNoneMatchComparesWeakly(String header, boolean matches) {
        assertThat(EntityTags.matches(header, "\"a\"")).isEqualTo(matches);
    }
}
