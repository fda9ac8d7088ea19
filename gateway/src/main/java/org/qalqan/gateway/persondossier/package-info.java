/** {@code /v1/people/{id}/dossier}: everything about one person. */
@NullMarked
package org.qalqan.gateway.persondossier;

import org.jspecify.annotations.NullMarked;
