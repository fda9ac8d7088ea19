/** Problem details (RFC 9457) from every layer of a service: one shape for each error, whoever raises it. */
@NullMarked
package org.qalqan.problems;

import org.jspecify.annotations.NullMarked;
