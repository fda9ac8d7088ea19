/** Who held which post, and when: {@code /v1/tenures}. */
@NullMarked
package org.qalqan.timeline.tenure;

import org.jspecify.annotations.NullMarked;
