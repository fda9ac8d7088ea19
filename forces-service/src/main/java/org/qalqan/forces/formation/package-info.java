/** Formations and what they belong to, over time: {@code /v1/formations}. */
@NullMarked
package org.qalqan.forces.formation;

import org.jspecify.annotations.NullMarked;
