/** Releases: the whole record of a day, as a file that never changes. */
@NullMarked
package org.qalqan.timeline.release;

import org.jspecify.annotations.NullMarked;
