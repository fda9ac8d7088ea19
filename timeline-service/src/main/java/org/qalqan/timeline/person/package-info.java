/** The people of the record, named or not: {@code /v1/people}. */
@NullMarked
package org.qalqan.timeline.person;

import org.jspecify.annotations.NullMarked;
