/** {@code /v1/partners/{id}/dossier}: everything about one partner. */
@NullMarked
package org.qalqan.gateway.partnerdossier;

import org.jspecify.annotations.NullMarked;
