package org.qalqan.collections;

import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** A row that was read: lighter than a jOOQ record, of which a page of a list needs one for each item. */
final class Row {

    private final Field<?>[] fields;
    private final @Nullable Object[] values;

    /**
     * A row.
     *
     * @param fields what was selected
     * @param values a value for each, in the class that its field has
     */
    Row(Field<?>[] fields, @Nullable Object[] values) {
        this.fields = fields;
        this.values = values;
    }

    static Row of(Record found) {
        return new Row(found.fields(), found.intoArray());
    }

    int size() {
        return values.length;
    }

    /** The value at a place, from 0. */
    @Nullable
    Object get(int place) {
        return values[place];
    }

    /** The value of a field. */
    <T> T get(Field<T> field) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] == field) {
                return as(field.getType(), values[i]);
            }
        }
        return get(field.getName(), field.getType());
    }

    /** The value of the field of that name. */
    <T> T get(String name, Class<T> type) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].getName().equals(name)) {
                return as(type, values[i]);
            }
        }
        throw new IllegalArgumentException("no field " + name);
    }

    @SuppressWarnings("NullAway") // what may be null is what the column may be, as with jOOQ
    private static <T> T as(Class<T> type, @Nullable Object value) {
        return type.cast(value);
    }
}
