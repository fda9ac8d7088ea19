/** Memberships: {@code /v1/memberships}. */
@NullMarked
package org.qalqan.partners.membership;

import org.jspecify.annotations.NullMarked;
