package org.qalqan.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShownReadingTest {

    private static final String NORMAL = Reading.NORMAL;
    private static final String PREFERRED = Reading.PREFERRED;

    private static Reading reading(@Nullable Integer value, String rank) {
        return new Reading(
                "r" + value + rank,
                "record",
                "type",
                "field",
                null,
                value == null ? null : IntNode.valueOf(value),
                value == null ? "not-stated" : null,
                "source",
                1,
                rank,
                "stated",
                value == null ? null : "exact",
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    @Test
    void showsASingleReading() {
        Reading only = reading(1, NORMAL);
        assertThat(ShownReading.of(List.of(only))).isEqualTo(new ShownReading(only, null, false));
    }

    @Test
    void showsThePreferredOfReadingsThatDiffer() {
        Reading preferred = reading(1, PREFERRED);
        assertThat(ShownReading.of(List.of(reading(2, NORMAL), preferred)))
                .isEqualTo(new ShownReading(preferred, null, true));
    }

    @Test
    void showsNoneOfReadingsThatDifferWhenNoneIsPreferred() {
        assertThat(ShownReading.of(List.of(reading(1, NORMAL), reading(2, NORMAL))))
                .isEqualTo(new ShownReading(null, ShownReading.DISPUTED, true));
    }

    @Test
    void showsNoneWhenTwoThatDifferArePreferred() {
        assertThat(ShownReading.of(List.of(reading(1, PREFERRED), reading(2, PREFERRED)))
                        .status())
                .isEqualTo(ShownReading.DISPUTED);
    }

    @Test
    void takesReadingsThatSayTheSameAsOne() {
        Reading first = reading(1, NORMAL);
        assertThat(ShownReading.of(List.of(first, reading(1, NORMAL)))).isEqualTo(new ShownReading(first, null, false));
    }

    @Test
    void doesNotCountDeprecatedReadings() {
        Reading counting = reading(2, NORMAL);
        assertThat(ShownReading.of(List.of(reading(1, Reading.DEPRECATED), counting)))
                .isEqualTo(new ShownReading(counting, null, false));
    }

    @Test
    void prefersAValueToASourceThatLacksIt() {
        Reading value = reading(1, NORMAL);
        assertThat(ShownReading.of(List.of(reading(null, NORMAL), value)))
                .isEqualTo(new ShownReading(value, null, false));
    }

    @Test
    void saysWhyAValueIsMissing() {
        assertThat(ShownReading.of(List.of(reading(null, NORMAL))).status()).isEqualTo("not-stated");
        assertThat(ShownReading.of(List.of()).status()).isEqualTo(ShownReading.UNKNOWN);
    }
}
