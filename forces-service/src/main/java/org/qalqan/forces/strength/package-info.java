/** Personnel of formations: {@code /v1/strengths}. */
@NullMarked
package org.qalqan.forces.strength;

import org.jspecify.annotations.NullMarked;
