/** Exercise series: {@code /v1/exercises}. */
@NullMarked
package org.qalqan.partners.exercise;

import org.jspecify.annotations.NullMarked;
