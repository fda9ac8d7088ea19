/** {@code /v1/gaps}: what was looked for and not found, from all services. */
@NullMarked
package org.qalqan.gateway.gaps;

import org.jspecify.annotations.NullMarked;
