/** Judgements of analysts: {@code /v1/assessments}. */
@NullMarked
package org.qalqan.timeline.assessment;

import org.jspecify.annotations.NullMarked;
