package org.qalqan.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {

    private static final List<String> WORDS = List.of("limit", "sort", "signedOn", "signedBy", "air-defence");

    @ParameterizedTest
    @CsvSource({
        "limti, limit",
        "LIMIT, limit",
        "signed, signedBy",
        "signedon, signedOn",
        "air-defense, air-defence",
        "xyzzy,",
        "'',",
    })
    void findsWhatWasMeant(String sent, @Nullable String meant) {
        assertThat(NearestWord.to(sent, WORDS)).isEqualTo(meant);
    }
}
