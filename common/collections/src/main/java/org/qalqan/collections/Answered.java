package org.qalqan.collections;

import org.jspecify.annotations.Nullable;

/**
 * What was read from the store, as text.
 *
 * @param body the answer's body
 * @param revision the store's revision that it was read at, or an earlier one
 * @param next address of the next page; null at the end, and for what has no pages
 */
record Answered(String body, long revision, @Nullable String next) {}
