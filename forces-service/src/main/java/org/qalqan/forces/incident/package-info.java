/** Crashes, emergency landings and other incidents: {@code /v1/incidents}. */
@NullMarked
package org.qalqan.forces.incident;

import org.jspecify.annotations.NullMarked;
