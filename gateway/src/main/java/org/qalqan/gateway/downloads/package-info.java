/** The lists that every service has, to their end: {@code /v1/readings.csv} and its like. */
@NullMarked
package org.qalqan.gateway.downloads;

import org.jspecify.annotations.NullMarked;
