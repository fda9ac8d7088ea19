/** What is measured: {@code /v1/indicators}. */
@NullMarked
package org.qalqan.timeline.indicator;

import org.jspecify.annotations.NullMarked;
