/**
 * What a source says, as values: dates of limited precision, quantities, money, citations, readings, and the rule by
 * which the readings of a field become its shown value. No framework, no database.
 */
@NullMarked
package org.qalqan.evidence;

import org.jspecify.annotations.NullMarked;
