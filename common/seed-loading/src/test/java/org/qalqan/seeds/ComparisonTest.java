package org.qalqan.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which three states can be the same or not; each letter is an entry, an empty place none. */
class ComparisonTest {

    @ParameterizedTest
    @CsvSource({
        // loaded, store, dataset
        " ,  , a, ADDED",
        "a,  , a, ADDED",
        "a, a, a, UNCHANGED",
        "a, a, b, CHANGED",
        "a, b, a, EDITED",
        "a, b, b, AGREED",
        "a, b, c, CONFLICTING",
        " , a, a, AGREED",
        " , a, b, CONFLICTING",
        "a, a,  , MISSING",
        "a, b,  , MISSING",
        " , a,  , OWN"
    })
    void whoHasChangedAnEntry(String loaded, String store, String dataset, Comparison comparison) {
        assertThat(Comparison.of(loaded, store, dataset)).isEqualTo(comparison);
    }
}
