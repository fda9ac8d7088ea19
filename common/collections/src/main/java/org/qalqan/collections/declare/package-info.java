/**
 * How a collection is declared, once: a Java record with these annotations. Its database columns, filters, sorts,
 * OpenAPI schema and parameters, dataset schema and field documentation all follow from it.
 */
@NullMarked
package org.qalqan.collections.declare;

import org.jspecify.annotations.NullMarked;
