/** Deployments abroad: {@code /v1/deployments}. */
@NullMarked
package org.qalqan.partners.deployment;

import org.jspecify.annotations.NullMarked;
