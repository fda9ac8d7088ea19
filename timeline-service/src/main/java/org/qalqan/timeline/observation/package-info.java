/** Measured, planned and derived values of indicators: {@code /v1/observations}. */
@NullMarked
package org.qalqan.timeline.observation;

import org.jspecify.annotations.NullMarked;
