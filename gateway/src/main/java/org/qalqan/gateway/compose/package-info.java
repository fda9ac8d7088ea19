/** What composed answers have in common: parallel parts, provenance, labels, honesty about what is missing. */
@NullMarked
package org.qalqan.gateway.compose;

import org.jspecify.annotations.NullMarked;
