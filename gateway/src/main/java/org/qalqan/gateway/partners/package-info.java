/** Who counts as a partner. */
@NullMarked
package org.qalqan.gateway.partners;

import org.jspecify.annotations.NullMarked;
