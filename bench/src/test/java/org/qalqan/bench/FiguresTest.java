package org.qalqan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Wrk.Target TARGET = new Wrk.Target("http://127.0.0.1:1", List.of("/"), "-", List.of());

    @Test
    void sharesProcessorTimeAmongTheAnswers() {
        Wrk.Figures figures = Wrk.figures("Running…\nFIGURES 1000 2000000 900 4000 0 0\n", TARGET, 50_000, 20_000);
        assertThat(figures).isEqualTo(new Wrk.Figures(500, 900, 4_000, 50, 20));
    }

    @Test
    void countsNoWindowInWhichAnAnswerWasBad() {
        assertThatThrownBy(() -> Wrk.figures("FIGURES 1000 2000000 900 4000 1 0", TARGET, 0, 0))
                .hasMessageContaining("not all answers");
        assertThatThrownBy(() -> Wrk.figures("FIGURES 0 2000000 0 0 0 0", TARGET, 0, 0))
                .hasMessageContaining("not all answers");
    }

    @Test
    void takesTheMiddle() {
        assertThat(Contest.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Contest.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    }

    @Test
    void warmsUpUntilFourWindowsBroughtNothingNew() {
        assertThat(Wrk.climbs(List.of(100.0, 50.0, 50.0, 50.0))).isTrue();
        assertThat(Wrk.climbs(List.of(100.0, 50.0, 50.0, 50.0, 102.0))).isFalse();
        assertThat(Wrk.climbs(List.of(100.0, 50.0, 50.0, 50.0, 104.0))).isTrue();
        assertThat(Wrk.climbs(List.of(100.0, 110.0, 90.0, 110.0, 109.0, 112.0))).isFalse();
    }
}
