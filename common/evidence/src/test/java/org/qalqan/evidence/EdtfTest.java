package org.qalqan.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the examples of the specification's levels 0 and 1 that are in the subset. */
class EdtfTest {

    @ParameterizedTest
    @CsvSource({
        "1985-04-12,            1985-04-12, 1985-04-12, day",
        "1985-04,               1985-04-01, 1985-04-30, month",
        "2004-02,               2004-02-01, 2004-02-29, month",
        "1985,                  1985-01-01, 1985-12-31, year",
        "1984?,                 1984-01-01, 1984-12-31, year",
        "2004-06~,              2004-06-01, 2004-06-30, month",
        "2004-06-11%,           2004-06-11, 2004-06-11, day",
        "201X,                  2010-01-01, 2019-12-31, decade",
        "20XX,                  2000-01-01, 2099-12-31, century",
        "2004-XX,               2004-01-01, 2004-12-31, year",
        "1985-04-XX,            1985-04-01, 1985-04-30, month",
        "1985-XX-XX,            1985-01-01, 1985-12-31, year",
        "2001-21,               2001-03-01, 2001-05-31, season",
        "2001-24,               2001-12-01, 2002-02-28, season",
        "1964/2008,             1964-01-01, 2008-12-31, interval",
        "2004-06/2006-08,       2004-06-01, 2006-08-31, interval",
        "2004-02-01/2005-02-08, 2004-02-01, 2005-02-08, interval",
        "2004-02-01/2005,       2004-02-01, 2005-12-31, interval",
        "2005/2006-02,          2005-01-01, 2006-02-28, interval",
        "1984?/2004%,           1984-01-01, 2004-12-31, interval",
        "1985-04-12/..,         1985-04-12,           , interval",
        "1985/,                 1985-01-01,           , interval",
        "../1985-04-12,                   , 1985-04-12, interval",
        "/1985-04,                        , 1985-04-30, interval",
    })
    void parsesWhatTheSpecificationGivesAsExamples(
            String text, @Nullable LocalDate earliest, @Nullable LocalDate latest, String precision) {
        Edtf date = Edtf.parse(text);
        assertThat(date.edtf()).isEqualTo(text);
        assertThat(date.earliest()).isEqualTo(earliest);
        assertThat(date.latest()).isEqualTo(latest);
        assertThat(date.precision()).isEqualTo(precision);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "../..",
                "yesterday",
                "85",
                "2003-13",
                "2003-00",
                "2003-02-30",
                "2003-5-7",
                "2003/05/07",
                "2008/2003",
                "0000",
                "201X-05",
                "2001-25",
                "2001-21-03",
                "2003-XX-07",
                "2003-05-07T10:00:00Z",
                " 2003"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Edtf.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an EDTF level 1 date");
    }

    @Property
    void aDayIsItsOwnEarliestAndLatest(@ForAll @IntRange(min = 0, max = 3_000_000) int offset) {
        LocalDate day = LocalDate.of(1, 1, 1).plusDays(offset);
        Edtf date = Edtf.parse(day.toString());
        assertThat(date.earliest()).isEqualTo(day).isEqualTo(date.latest());
        assertThat(date.coverage(day)).isEqualTo(Coverage.CERTAIN);
        assertThat(date.coverage(day.plusDays(1))).isEqualTo(Coverage.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "2003-05-07/..,  2003-05-06, NONE",
        "2003-05-07/..,  2003-05-07, CERTAIN",
        "2003-05-07/..,  2050-01-01, CERTAIN",
        "2003-05-07/,    2004-01-01, POSSIBLE",
        "2003/..,        2003-06-01, POSSIBLE",
        "2003/..,        2003-12-31, CERTAIN",
        "2003/..,        2002-12-31, NONE",
        "../2003,        1990-01-01, CERTAIN",
        "/2003,          1990-01-01, POSSIBLE",
        "../2003,        2003-06-01, POSSIBLE",
        "2000/2003,      2001-06-01, CERTAIN",
        "2000/2003,      2000-06-01, POSSIBLE",
        "2003,           2003-06-01, POSSIBLE",
    })
    void coversADayCertainlyPossiblyOrNot(String text, LocalDate day, Coverage coverage) {
        assertThat(Edtf.parse(text).coverage(day)).isEqualTo(coverage);
    }
}
