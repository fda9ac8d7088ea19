package org.qalqan.partners.exerciseedition;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/exercise-editions}. */
@Path("/v1/exercise-editions")
class ExerciseEditionResource extends EditableResource<ExerciseEdition> {

    ExerciseEditionResource(CollectionReads reads, Edits edits) {
        super(ExerciseEdition.class, reads, edits);
    }
}
