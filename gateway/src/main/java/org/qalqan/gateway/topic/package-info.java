/** {@code /v1/topics/{topic}}: one topic across all services. */
@NullMarked
package org.qalqan.gateway.topic;

import org.jspecify.annotations.NullMarked;
