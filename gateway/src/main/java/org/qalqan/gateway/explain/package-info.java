/** How one value came to be shown. */
@NullMarked
package org.qalqan.gateway.explain;

import org.jspecify.annotations.NullMarked;
