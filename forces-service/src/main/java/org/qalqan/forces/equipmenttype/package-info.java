/** Types of equipment and their designations: {@code /v1/equipment-types}. */
@NullMarked
package org.qalqan.forces.equipmenttype;

import org.jspecify.annotations.NullMarked;
