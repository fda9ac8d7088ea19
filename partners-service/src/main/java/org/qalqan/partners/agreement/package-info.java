/** Agreements, their objectives and outcomes: {@code /v1/agreements}. */
@NullMarked
package org.qalqan.partners.agreement;

import org.jspecify.annotations.NullMarked;
