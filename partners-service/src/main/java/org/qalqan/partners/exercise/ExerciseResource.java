package org.qalqan.partners.exercise;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.CollectionResource;

/** {@code /v1/exercises}. */
@Path("/v1/exercises")
class ExerciseResource extends CollectionResource<Exercise> {

    ExerciseResource(CollectionReads reads) {
        super(Exercise.class, reads);
    }
}
