/** Partners: {@code /v1/partners}. */
@NullMarked
package org.qalqan.partners.partner;

import org.jspecify.annotations.NullMarked;
