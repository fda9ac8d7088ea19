/** {@code /v1/readings}: what the sources say, from all services. */
@NullMarked
package org.qalqan.gateway.readings;

import org.jspecify.annotations.NullMarked;
