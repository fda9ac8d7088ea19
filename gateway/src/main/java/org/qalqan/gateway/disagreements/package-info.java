/** {@code /v1/disagreements}: where sources say different things, from all services. */
@NullMarked
package org.qalqan.gateway.disagreements;

import org.jspecify.annotations.NullMarked;
