/** {@code /v1/commitments/scoreboard}: what was promised, and what was delivered. */
@NullMarked
package org.qalqan.gateway.scoreboard;

import org.jspecify.annotations.NullMarked;
