/** The structure of the forces on a date, computed from the formations: {@code /v1/structure}. */
@NullMarked
package org.qalqan.forces.structure;

import org.jspecify.annotations.NullMarked;
