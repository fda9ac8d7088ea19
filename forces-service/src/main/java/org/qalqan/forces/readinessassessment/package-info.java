/** Who judged which formation ready, and who did not: {@code /v1/readiness-assessments}. */
@NullMarked
package org.qalqan.forces.readinessassessment;

import org.jspecify.annotations.NullMarked;
