package org.qalqan.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {

    private static final List<String> OFFERED = List.of("application/json", "text/csv", "application/x-ndjson");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv | text/csv",
                "*/* | application/json",
                "text/* | text/csv",
                "text/html, application/xhtml+xml, */*;q=0.8 | application/json",
                "text/csv;q=0.1, */* | application/json",
                "application/json;q=0, */* | text/csv",
                "application/x-ndjson, application/json;q=0.9 | application/x-ndjson",
                "TEXT/CSV; header=present | text/csv",
                "image/png |",
                "text/csv;q=rubbish |"
            })
    void takesWhatTheClientPrefers(String accept, @Nullable String best) {
        assertThat(Accept.best(accept, OFFERED)).isEqualTo(best);
    }

    @Test
    void aClientThatSaysNothingGetsTheFirst() {
        assertThat(Accept.best(null, OFFERED)).isEqualTo("application/json");
        assertThat(Accept.best(" ", OFFERED)).isEqualTo("application/json");
    }
}
