package org.qalqan.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The words that readings and values are made of. Unlike codelists they mean something to the code. */
public final class Vocabulary {

    /** Ranks of a reading. */
    public static final List<String> RANKS = List.of(Reading.PREFERRED, Reading.NORMAL, Reading.DEPRECATED);

    /** What a reading rests on. */
    public static final List<String> BASES = List.of("stated", "inferred", "derived", "assessed");

    /** How sure a source is of a number. */
    public static final List<String> QUALIFIERS = List.of("exact", "about", "at-least", "at-most", "range");

    /** Why readings differ. */
    public static final List<String> DIFFERENCES = List.of(
            "date",
            "rounding",
            "definition",
            "scope",
            "counting",
            "precision",
            "name",
            "attribution",
            "parse",
            "as-of",
            "unexplained");

    /** Why a reading has no value. */
    public static final List<String> MISSING = List.of("not-stated", "unknown", "not-applicable");

    /** Why a field shows no value. */
    public static final List<String> STATUSES =
            List.of(ShownReading.UNKNOWN, "not-stated", "not-applicable", ShownReading.DISPUTED);

    /** What a record shows where readings disagree: one side, none, or elements of a list that exclude each other. */
    public static final List<String> DISAGREEMENT_STATUSES =
            List.of(Reading.PREFERRED, ShownReading.DISPUTED, "alternatives");

    /** Stages of an amount of money. */
    public static final List<String> STAGES = List.of("planned", "adopted", "revised", "actual");

    /** Price bases of an amount of money. */
    public static final List<String> PRICE_BASES = List.of("current", "constant");

    /** Names of the derivation rules. */
    public static final List<String> RULES =
            Arrays.stream(DerivationRule.values()).map(DerivationRule::code).toList();

    /** All of them by the name under which they are published among the codelists. */
    public static final Map<String, List<String>> BY_NAME = Map.of(
            "rank", RANKS,
            "basis", BASES,
            "qualifier", QUALIFIERS,
            "difference", DIFFERENCES,
            "missing", MISSING,
            "status", STATUSES,
            "disagreement-status", DISAGREEMENT_STATUSES,
            "money-stage", STAGES,
            "price-basis", PRICE_BASES,
            "derivation-rule", RULES);

    private Vocabulary() {}
}
