/** {@code /v1/balance}: how much passes between the subject and each partner, channel by channel. */
@NullMarked
package org.qalqan.gateway.balance;

import org.jspecify.annotations.NullMarked;
