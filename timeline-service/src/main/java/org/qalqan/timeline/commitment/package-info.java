/** What was promised, and what became of it: {@code /v1/commitments}. */
@NullMarked
package org.qalqan.timeline.commitment;

import org.jspecify.annotations.NullMarked;
