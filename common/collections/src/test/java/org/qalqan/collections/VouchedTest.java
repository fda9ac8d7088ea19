package org.qalqan.collections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.qalqan.problems.ProblemException;

class VouchedTest {

    private static final Vouched NOTHING = new Vouched(Map.of(), null, null);

    private static int status(Set<String> ids) {
        return catchThrowableOfType(ProblemException.class, () -> NOTHING.requireReferences(ids))
                .type()
                .status();
    }

    private static Set<String> ids(int count, String stem) {
        return IntStream.range(0, count).mapToObj(i -> stem + i).collect(Collectors.toSet());
    }

    @Test
    void referencesAreAskedForAsManyAsAHeaderHolds() {
        assertThat(status(ids(200, "a"))).isEqualTo(428);
        assertThat(status(ids(201, "a"))).isEqualTo(400);
        assertThat(status(ids(20, "a".repeat(190)))).isEqualTo(428);
        assertThat(status(ids(40, "a".repeat(190)))).isEqualTo(400);
    }

    @Test
    void whatIsVouchedForIsNotAskedForAgain() {
        new Vouched(Map.of("a", "x", "b", "y"), null, null).requireReferences(Set.of("a"));
        new Vouched(Map.of(), null, null).requireReferences(Set.of());
    }
}
