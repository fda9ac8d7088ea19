package org.qalqan.collections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {

    private static List<List<String>> terms(String q) {
        return Search.of(q).terms().stream()
                .map(term -> term.words().stream().map(Word::text).toList())
                .toList();
    }

    @Test
    void readsWordsPhrasesAndWhatToLeaveOut() {
        assertThat(terms("air \"steppe eagle\" -Otar -\"rapid reaction\""))
                .containsExactly(
                        List.of("air"), List.of("steppe", "eagle"), List.of("otar"), List.of("rapid", "reaction"));
        assertThat(Search.of("air \"steppe eagle\" -Otar -\"rapid reaction\"").terms())
                .extracting(Search.Term::excluded)
                .containsExactly(false, false, true, true);
    }

    @Test
    void hyphensInsideAWordLeaveNothingOut() {
        assertThat(terms("MiG-29 2003 - 2005")).containsExactly(List.of("mig29"), List.of("2003"), List.of("2005"));
        assertThat(Search.of("MiG-29 - 2005").terms()).noneMatch(Search.Term::excluded);
    }

    @Test
    void quotationMarksOfAnyKindEncloseAPhrase() {
        assertThat(terms("“steppe eagle”")).isEqualTo(terms("\"steppe eagle\""));
    }

    @Test
    void aWordToLeaveOutIsNotLookedForByBeginningOrKey() {
        assertThat(Search.of("air defence").terms().get(1).senses()).hasSize(4);
        assertThat(Search.of("air -defence").terms().get(1).senses()).hasSize(2);
    }

    @Test
    void shortWordsHaveNoKeyToBeFoundBy() {
        assertThat(Search.of("us").terms().get(0).senses()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "air \"steppe eagle | partner",
                "''| needs a word",
                "-- ?! | needs a word",
                "-kazbat | needs a word",
                "\"\" | needs a word",
                "a b c d e f g h i j k l m n o p q r s t u | 20 words",
            })
    void refusesWhatCannotBeLookedFor(String q, String because) {
        assertThatThrownBy(() -> Search.of(q))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    @Test
    void refusesLongTexts() {
        assertThatThrownBy(() -> Search.of("a".repeat(501))).hasMessageContaining("500 characters");
    }
}
