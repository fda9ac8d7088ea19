package org.qalqan.collections.declare;

import java.util.List;
import java.util.Locale;

/** What kind of value a field holds; its columns, filters and schemas follow from it. */
public enum Kind {
    /** A short label. */
    TEXT,
    /** Text to be read: searched, but neither filtered nor sorted by. */
    PROSE,
    /** A code of a codelist. */
    CODE,
    /** The id of a record. */
    REFERENCE,
    /** True or false. */
    BOOLEAN,
    /** A whole number without a unit, such as a position. */
    INTEGER,
    /** A date or interval of limited precision (EDTF). */
    DATE,
    /** A number with a unit and a qualifier. */
    QUANTITY,
    /** An amount in a currency. */
    MONEY,
    /** An object with fields of its own, told apart by its {@code key}. */
    OBJECT;

    /** The members of a value of this kind, in their order; none when it has none, or when they differ from field to field. */
    public List<String> members() {
        return switch (this) {
            case DATE -> List.of("edtf", "earliest", "latest", "precision");
            case QUANTITY -> List.of("value", "unit", "qualifier", "low", "high");
            case MONEY -> List.of("amount", "currency", "stage", "priceBasis", "qualifier", "low", "high");
            default -> List.of();
        };
    }

    /** The kind as documents name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
