/** Exercises as they were held: {@code /v1/exercise-editions}. */
@NullMarked
package org.qalqan.partners.exerciseedition;

import org.jspecify.annotations.NullMarked;
