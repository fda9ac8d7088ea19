/** Posts that people hold: {@code /v1/posts}. */
@NullMarked
package org.qalqan.timeline.post;

import org.jspecify.annotations.NullMarked;
