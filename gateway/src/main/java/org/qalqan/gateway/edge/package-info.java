/** How much may be asked of the gateway: by one client, and by all at once. */
@NullMarked
package org.qalqan.gateway.edge;

import org.jspecify.annotations.NullMarked;
