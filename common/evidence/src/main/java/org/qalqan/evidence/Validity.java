package org.qalqan.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether something held on a date, by all readings of how long it held. */
public enum Validity {
    /** By one reading at least the day is in it, and no reading excludes it. */
    @JsonProperty("certain")
    CERTAIN,
    /** No reading excludes the day, and all leave it open. */
    @JsonProperty("possible")
    POSSIBLE,
    /** By some readings the day is in it, by others it is not. */
    @JsonProperty("disputed")
    DISPUTED;

    /**
     * What the readings say together; null when by none of them it held. Without a reading it may have held. A reading that leaves the day
     * open does not weaken one that does not.
     *
     * @param readings how long it held, by each reading that counts
     */
    public static @Nullable Validity on(LocalDate day, List<Edtf> readings) {
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
        return coverages.contains(Coverage.CERTAIN) ? CERTAIN : POSSIBLE;
    }
}
