/** Bases, ranges, leased land and schools: {@code /v1/installations}. */
@NullMarked
package org.qalqan.forces.installation;

import org.jspecify.annotations.NullMarked;
