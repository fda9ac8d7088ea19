package org.qalqan.collections.declare;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Money;
import org.qalqan.evidence.Quantity;

/**
 * A collection as its Java record declares it. Everything that differs from one collection to another is here; nothing else
 * in this library knows what a collection is about.
 *
 * @param path path segment under {@code /v1}
 * @param type record type
 * @param description what it holds
 * @param mainDate the date field that {@code from} and {@code to} speak of; null when there is none
 * @param validity the date field that {@code asOf} speaks of; null when there is none
 * @param view the Java record
 * @param fields the fields that every record has, then the declared ones, in order
 */
public record Declaration(
        String path,
        String type,
        String description,
        @Nullable String mainDate,
        @Nullable String validity,
        Class<?> view,
        List<Field> fields) {

    private static final String EVERY_TYPE = "*";

    private static final List<Field> LEADING = List.of(
            Field.common("title", Kind.TEXT, false, true, "What a person calls the record.", null),
            Field.common("aliases", Kind.TEXT, true, false, "Every other spelling that a source uses.", null),
            Field.common("topics", Kind.CODE, true, false, "Topics that cut across collections.", "topic"));

    private static final Field NOTE = Field.common("note", Kind.PROSE, false, false, "A remark of the editors.", null);

    /**
     * Reads the declaration off an annotated Java record.
     *
     * @throws IllegalArgumentException when the record is not a well-formed declaration
     */
    public static Declaration of(Class<?> view) {
        Collection collection = view.getAnnotation(Collection.class);
        if (collection == null || !view.isRecord()) {
            throw new IllegalArgumentException(view + " must be a Java record with @Collection");
        }
        List<Field> own = fieldsOf(view, true);
        String mainDate = dateNamed(collection.mainDate(), own, view);
        String validity = dateNamed(collection.validity(), own, view);
        List<Field> all =
                Stream.of(LEADING, own, List.of(NOTE)).flatMap(List::stream).toList();
        return new Declaration(
                collection.path(), collection.type(), collection.description(), mainDate, validity, view, all);
    }

    private static @Nullable String dateNamed(String name, List<Field> fields, Class<?> view) {
        if (name.isEmpty()) {
            return null;
        }
        if (fields.stream().noneMatch(f -> f.name().equals(name) && f.kind() == Kind.DATE && !f.many())) {
            throw new IllegalArgumentException(view + ": " + name + " is not one of its dates");
        }
        return name;
    }

    /** The field of that name. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The fields that every collection has. */
    public static List<Field> commonFields() {
        return Stream.concat(LEADING.stream(), Stream.of(NOTE)).toList();
    }

    /** The fields that the collection declares itself. */
    public List<Field> ownFields() {
        return fields.subList(LEADING.size(), fields.size() - 1);
    }

    /** The table that holds the collection. */
    public String table() {
        return type.replace('-', '_');
    }

    /** Whether the field is one that every collection has. */
    public static boolean isCommon(Field field) {
        return LEADING.contains(field) || NOTE.equals(field);
    }

    /** Whether the field is a fact, which needs a reading, rather than the editors' own label or remark. */
    public static boolean isFactual(Field field) {
        return !field.name().equals("title")
                && !field.name().equals("topics")
                && !field.name().equals("note");
    }

    private static List<Field> fieldsOf(Class<?> view, boolean objectsAllowed) {
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : view.getRecordComponents()) {
            fields.add(field(component, objectsAllowed));
        }
        return List.copyOf(fields);
    }

    private static Field field(RecordComponent component, boolean objectsAllowed) {
        Class<?> declared = component.getType();
        boolean many = declared == List.class;
        Class<?> element = many ? elementOf(component.getGenericType()) : declared;
        Doc doc = component.getAnnotation(Doc.class);
        Code code = component.getAnnotation(Code.class);
        RefersTo refersTo = component.getAnnotation(RefersTo.class);
        Unit unit = component.getAnnotation(Unit.class);
        Kind kind = kind(component, element);
        if (doc == null) {
            throw new IllegalArgumentException(
                    component.getDeclaringRecord() + "." + component.getName() + " needs @Doc");
        }
        if (kind == Kind.OBJECT && !(many && objectsAllowed)) {
            throw new IllegalArgumentException(component.getDeclaringRecord() + "." + component.getName()
                    + ": objects stand in lists, one level deep");
        }
        return new Field(
                component.getName(),
                kind,
                many,
                component.isAnnotationPresent(Required.class),
                doc.value(),
                code == null ? null : code.value(),
                refersTo == null ? List.of() : List.of(refersTo.value()),
                unit == null ? null : unit.value(),
                kind == Kind.OBJECT ? fieldsOf(element, false) : List.of());
    }

    private static Kind kind(RecordComponent component, Class<?> element) {
        if (element == String.class) {
            boolean code = component.isAnnotationPresent(Code.class);
            boolean reference = component.isAnnotationPresent(RefersTo.class);
            boolean prose = component.isAnnotationPresent(Prose.class);
            return code ? Kind.CODE : reference ? Kind.REFERENCE : prose ? Kind.PROSE : Kind.TEXT;
        }
        if (element == Boolean.class) {
            return Kind.BOOLEAN;
        }
        if (element == Integer.class) {
            return Kind.INTEGER;
        }
        if (element == Edtf.class) {
            return Kind.DATE;
        }
        if (element == Quantity.class) {
            return Kind.QUANTITY;
        }
        if (element == Money.class) {
            return Kind.MONEY;
        }
        if (element.isRecord() && element.getRecordComponents()[0].getName().equals("key")) {
            return Kind.OBJECT;
        }
        throw new IllegalArgumentException(
                component.getDeclaringRecord() + "." + component.getName() + ": no field can be a " + element);
    }

    private static Class<?> elementOf(Type list) {
        return (Class<?>) ((ParameterizedType) list).getActualTypeArguments()[0];
    }

    /** Whether a reference field may name a record of the given type. */
    public static boolean mayReferTo(Field field, String type) {
        return field.refersTo().contains(EVERY_TYPE) || field.refersTo().contains(type);
    }
}
