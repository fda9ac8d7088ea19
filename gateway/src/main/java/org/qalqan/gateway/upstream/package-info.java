/** The services behind the gateway and how they are called: bounded in time, in size and in connections. */
@NullMarked
package org.qalqan.gateway.upstream;

import org.jspecify.annotations.NullMarked;
