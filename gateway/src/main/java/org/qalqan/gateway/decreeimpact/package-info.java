/** {@code /v1/decrees/{id}/impact}: the chain from a commitment over a decree to its outcome. */
@NullMarked
package org.qalqan.gateway.decreeimpact;

import org.jspecify.annotations.NullMarked;
