/** What happened in the reform, and what led to what: {@code /v1/events}. */
@NullMarked
package org.qalqan.timeline.event;

import org.jspecify.annotations.NullMarked;
