/** Transfers of equipment: {@code /v1/transfers}. */
@NullMarked
package org.qalqan.partners.transfer;

import org.jspecify.annotations.NullMarked;
