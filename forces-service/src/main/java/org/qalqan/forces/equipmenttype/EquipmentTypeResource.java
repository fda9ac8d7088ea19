package org.qalqan.forces.equipmenttype;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/equipment-types}. */
@Path("/v1/equipment-types")
class EquipmentTypeResource extends EditableResource<EquipmentType> {

    EquipmentTypeResource(CollectionReads reads, Edits edits) {
        super(EquipmentType.class, reads, edits);
    }
}
