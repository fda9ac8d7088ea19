package org.qalqan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenQueriesTest {

    @Test
    void putsValuesIntoQueriesAndLeavesAPlaceForTheId() {
        String log = """
                2026-01-01 10:00:00.000 UTC [7] timeline LOG:  execute S_1: select "body" from "event" where ("id" = $1 and "known_until" = $2)
                2026-01-01 10:00:00.000 UTC [7] timeline DETAIL:  Parameters: $1 = 'an-event', $2 = '9999-12-31'
                2026-01-01 10:00:00.001 UTC [8] forces LOG:  execute <unnamed>: select "body" from "holding"
                """;
        assertThat(SeenQueries.parse(log, "an-event"))
                .containsExactly(
                        new SeenQueries.Seen(
                                "timeline",
                                "select \"body\" from \"event\" where (\"id\" = $1 and \"known_until\" = '9999-12-31')"),
                        new SeenQueries.Seen("forces", "select \"body\" from \"holding\""));
    }

    @Test
    void keepsValuesWithQuotesAndNulls() {
        String log = """
                2026-01-01 10:00:00.000 UTC [7] timeline LOG:  execute <unnamed>: select $1, $2, $10
                2026-01-01 10:00:00.000 UTC [7] timeline DETAIL:  Parameters: $1 = 'it''s, $2 = x', $2 = NULL, $10 = '{"a","b"}'
                """;
        assertThat(SeenQueries.parse(log, null))
                .containsExactly(new SeenQueries.Seen("timeline", "select 'it''s, $2 = x', NULL, '{\"a\",\"b\"}'"));
    }

    @Test
    void leavesOutWhatIsNoReadOfTheData() {
        String log = """
                2026-01-01 10:00:00.000 UTC [7] timeline LOG:  execute S_2: select "revision" from "store_revision"
                2026-01-01 10:00:00.000 UTC [7] timeline LOG:  execute S_3: BEGIN
                2026-01-01 10:00:00.000 UTC [9] timeline LOG:  statement: select 'bench1'
                """;
        assertThat(SeenQueries.parse(log, null)).isEmpty();
    }
}
