package org.qalqan.partners.exercise;

import jakarta.ws.rs.Path;
import org.qalqan.collections.CollectionReads;
import org.qalqan.collections.EditableResource;
import org.qalqan.collections.Edits;

/** {@code /v1/exercises}. */
@Path("/v1/exercises")
class ExerciseResource extends EditableResource<Exercise> {

    ExerciseResource(CollectionReads reads, Edits edits) {
        super(Exercise.class, reads, edits);
    }
}
