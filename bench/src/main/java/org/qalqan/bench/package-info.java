/** The stack beside its limits: loads, starts, measures, and says how they compare. */
@NullMarked
package org.qalqan.bench;

import org.jspecify.annotations.NullMarked;
