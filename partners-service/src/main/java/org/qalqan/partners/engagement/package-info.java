/** Visits, talks and offers: {@code /v1/engagements}. */
@NullMarked
package org.qalqan.partners.engagement;

import org.jspecify.annotations.NullMarked;
