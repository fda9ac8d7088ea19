/** Passes requests for a service's paths to that service, unchanged. */
@NullMarked
package org.qalqan.gateway.forward;

import org.jspecify.annotations.NullMarked;
