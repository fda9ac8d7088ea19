/** The timeline service. */
@NullMarked
package org.qalqan.timeline;

import org.jspecify.annotations.NullMarked;
