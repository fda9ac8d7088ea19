/** Sums of holdings, in which nothing is counted twice. */
@NullMarked
package org.qalqan.gateway.holdings;

import org.jspecify.annotations.NullMarked;
