/** Observations that speak of money, told from those that measure something else. */
@NullMarked
package org.qalqan.gateway.money;

import org.jspecify.annotations.NullMarked;
