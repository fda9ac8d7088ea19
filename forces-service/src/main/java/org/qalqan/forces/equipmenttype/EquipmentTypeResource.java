package org.qalqan.forces.equipmenttype;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/equipment-types}. */
@Path("/v1/equipment-types")
class EquipmentTypeResource extends CollectionResource<EquipmentType> {

    EquipmentTypeResource(CollectionReads reads) {
        super(EquipmentType.class, reads);
    }
}
