package org.qalqan.collections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordTest {

    private static List<String> texts(String text) {
        return Word.in(text).stream().map(Word::text).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "MiG-29, mig29, mig 29",
        "Yel'tsin, yeltsin, yel tsin",
        "Kazakhstan’s, kazakhstans, kazakhstan s",
        "U.S., us, u s",
        "Commander-in-Chief, commanderinchief, commander in chief",
    })
    void compoundIsItsPartsAndAWhole(String text, String whole, String parts) {
        assertThat(Word.in(text)).singleElement().satisfies(word -> {
            assertThat(word.text()).isEqualTo(whole);
            assertThat(word.isCompound()).isTrue();
            assertThat(word.parts()).extracting(Word::text).containsExactly(parts.split(" ", -1));
        });
    }

    @Test
    void everythingElseBreaksWords() {
        assertThat(texts("KZT/USD (2007–2008): 24.8 %, “Aset”"))
                .containsExactly("kzt", "usd", "2007", "2008", "24", "8", "aset");
        assertThat(texts("Ералиев, SÉMINAIRE")).containsExactly("ералиев", "seminaire");
        assertThat(texts(" - ' . \" ")).isEmpty();
    }

    @Test
    void accentsWrittenApartStayInTheirWord() {
        assertThat(texts("se\u0301minaire")).containsExactly("seminaire");
    }

    @Test
    void longWordsAreCut() {
        assertThat(texts("a".repeat(3_000))).containsExactly("a".repeat(100));
    }
}
