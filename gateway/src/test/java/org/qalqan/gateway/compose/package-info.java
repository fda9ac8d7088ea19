/** Tests of single classes of this package. */
@NullMarked
package org.qalqan.gateway.compose;

import org.jspecify.annotations.NullMarked;
