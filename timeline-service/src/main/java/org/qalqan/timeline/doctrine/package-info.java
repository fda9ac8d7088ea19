/** Military doctrines, their life cycles and contents: {@code /v1/doctrines}. */
@NullMarked
package org.qalqan.timeline.doctrine;

import org.jspecify.annotations.NullMarked;
