/** How much of which equipment a formation holds: {@code /v1/holdings}. */
@NullMarked
package org.qalqan.forces.holding;

import org.jspecify.annotations.NullMarked;
