/** What leaders and experts said: {@code /v1/statements}. */
@NullMarked
package org.qalqan.timeline.statement;

import org.jspecify.annotations.NullMarked;
