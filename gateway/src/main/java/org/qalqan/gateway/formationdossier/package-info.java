/** {@code /v1/formations/{id}/dossier}: one formation through time. */
@NullMarked
package org.qalqan.gateway.formationdossier;

import org.jspecify.annotations.NullMarked;
