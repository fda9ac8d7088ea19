package org.qalqan.collections.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares that this Java record is the type of a collection: its components are the fields of each record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Collection {

    /** The path segment under {@code /v1}: plural, kebab-case. */
    String path();

    /** The record type, as it stands in {@code type} and in references: singular, kebab-case. */
    String type();

    /** What the collection holds, in a sentence; shown in the OpenAPI document. */
    String description();

    /** The date field that {@code from} and {@code to} speak of; empty when the collection has none. */
    String mainDate() default "";

    /** The date field that says for how long a record held; {@code asOf} speaks of it. Empty when records are not of that sort. */
    String validity() default "";
}
