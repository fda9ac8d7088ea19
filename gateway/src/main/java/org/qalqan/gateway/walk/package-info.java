/** Lists that every service has, as one: a walk through the services, one after the other. */
@NullMarked
package org.qalqan.gateway.walk;

import org.jspecify.annotations.NullMarked;
