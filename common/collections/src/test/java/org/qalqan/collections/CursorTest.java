package org.qalqan.collections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {

    @Test
    void keysAreReadAsTheyWereWritten() {
        List<String> keys = List.of("2003-05-07", "a-record");
        assertThat(Cursor.read(Cursor.write(keys, "things?sort=date"), "things?sort=date"))
                .contains(keys);
    }

    @Test
    void aCursorIsOfOneQuery() {
        assertThat(Cursor.read(Cursor.write(List.of("a"), "things?"), "things?sort=-id"))
                .isEmpty();
    }

    /** Its digest is right all the same. */
    @Test
    void whatHoldsNoKeysIsNoCursor() {
        assertThat(Cursor.read(Cursor.write(Arrays.asList("a", null), "things?"), "things?"))
                .isEmpty();
    }
}
