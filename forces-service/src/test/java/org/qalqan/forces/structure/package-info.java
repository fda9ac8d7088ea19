@NullMarked
package org.qalqan.forces.structure;

import org.jspecify.annotations.NullMarked;
