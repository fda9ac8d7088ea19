/** Synthetic records, written as the stores write: {@link org.qalqan.collections.SyntheticRecords}. */
@NullMarked
package org.qalqan.collections;

import org.jspecify.annotations.NullMarked;
