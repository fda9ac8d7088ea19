/** {@code /v1/meta}: what the record says of itself, over all services. */
@NullMarked
package org.qalqan.gateway.meta;

import org.jspecify.annotations.NullMarked;
