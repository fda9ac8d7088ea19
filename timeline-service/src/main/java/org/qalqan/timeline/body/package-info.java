/** Ministries, committees and other bodies: {@code /v1/bodies}. */
@NullMarked
package org.qalqan.timeline.body;

import org.jspecify.annotations.NullMarked;
