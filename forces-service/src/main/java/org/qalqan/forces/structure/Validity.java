package org.qalqan.forces.structure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Coverage;
import org.qalqan.evidence.Edtf;

/** Whether something held on a date, by all readings of how long it held. */
enum Validity {
    @JsonProperty("certain")
    CERTAIN,
    @JsonProperty("possible")
    POSSIBLE,
    @JsonProperty("disputed")
    DISPUTED;

    /**
     * What the readings say together; null when by none of them it held. Without a reading it may have held.
     *
     * @param readings how long it held, by each reading that counts
     */
    static @Nullable Validity on(LocalDate day, List<Edtf> readings) {
        if (readings.isEmpty()) {
            return POSSIBLE;
        }
        Set<Coverage> coverages =
                readings.stream().map(reading -> reading.coverage(day)).collect(Collectors.toSet());
        if (coverages.equals(Set.of(Coverage.NONE))) {
            return null;
        }
        if (coverages.contains(Coverage.NONE)) {
            return DISPUTED;
        }
        return coverages.equals(Set.of(Coverage.CERTAIN)) ? CERTAIN : POSSIBLE;
    }
}
