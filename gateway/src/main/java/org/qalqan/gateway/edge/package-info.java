/** What every request and response meets first: trace context, cross-origin and security headers, problems. */
@NullMarked
package org.qalqan.gateway.edge;

import org.jspecify.annotations.NullMarked;
