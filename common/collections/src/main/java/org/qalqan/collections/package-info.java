/**
 * A collection of records over HTTP and in the store, from its declaration: list and get with filters, ranges, search,
 * sorting, keyset paging, sparse fields and readings; the one way to write; the OpenAPI document.
 */
@NullMarked
package org.qalqan.collections;

import org.jspecify.annotations.NullMarked;
