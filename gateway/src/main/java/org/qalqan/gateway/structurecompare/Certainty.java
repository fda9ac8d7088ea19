package org.qalqan.gateway.structurecompare;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** How sure something is, from the surest to the least sure. */
enum Certainty {
    CERTAIN,
    POSSIBLE,
    DISPUTED;

    /** The one of that name; what is called otherwise is only possible. */
    static Certainty of(String word) {
        for (Certainty certainty : values()) {
            if (certainty.word().equals(word)) {
                return certainty;
            }
        }
        return POSSIBLE;
    }

    /** A whole is as sure as its least sure part. */
    static Certainty leastOf(Collection<Certainty> parts) {
        return parts.stream().max(Comparator.naturalOrder()).orElse(CERTAIN);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
