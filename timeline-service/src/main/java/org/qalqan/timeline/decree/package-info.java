/** Decrees and what they provide: {@code /v1/decrees}. */
@NullMarked
package org.qalqan.timeline.decree;

import org.jspecify.annotations.NullMarked;
