package org.qalqan.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "'',                      possible",
                "2003/2008,               certain",
                "2003/,                   possible",
                "1999/2001,               none",
                "2003/2008 1999/2001,     disputed",
                "2003/ 2003/2008,         certain",
                "2003/ 1999/2001,         disputed",
            })
    void saysHowSurelySomethingHeldOnADay(String readings, @Nullable String expected) {
        Validity validity = Validity.on(
                LocalDate.of(2005, 6, 1),
                Stream.of(readings.split(" "))
                        .filter(text -> !text.isEmpty())
                        .map(Edtf::parse)
                        .toList());

        assertThat(validity == null ? null : validity.name().toLowerCase(Locale.ROOT))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2007-04-18,             2007-04-18",
        "2007-04-18 2015-03-30,  2015-03-30",
        "2007/2008 2007-06-01,   2007-06-01/2008-12-31",
        "2008-09/.. 2015-03-30,  2015-03-30/..",
    })
    void theLastOfSeveralIsThereWhenAllAre(String times, String expected) {
        Edtf last = Edtf.lastOf(Stream.of(times.split(" ")).map(Edtf::parse).toList());

        assertThat(last.edtf()).isEqualTo(expected);
    }
}
