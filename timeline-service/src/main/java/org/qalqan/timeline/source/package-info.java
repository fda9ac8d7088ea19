/** The documents on which the record rests: {@code /v1/sources}. */
@NullMarked
package org.qalqan.timeline.source;

import org.jspecify.annotations.NullMarked;
