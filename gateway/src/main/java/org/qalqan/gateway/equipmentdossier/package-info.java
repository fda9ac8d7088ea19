/** {@code /v1/equipment-types/{id}/dossier}: everything about one type of equipment. */
@NullMarked
package org.qalqan.gateway.equipmentdossier;

import org.jspecify.annotations.NullMarked;
