package org.qalqan.partners.exerciseedition;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/exercise-editions}. */
@Path("/v1/exercise-editions")
class ExerciseEditionResource extends CollectionResource<ExerciseEdition> {

    ExerciseEditionResource(CollectionReads reads) {
        super(ExerciseEdition.class, reads);
    }
}
