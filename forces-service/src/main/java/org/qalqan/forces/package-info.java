/** The forces service. */
@NullMarked
package org.qalqan.forces;

import org.jspecify.annotations.NullMarked;
