package org.qalqan.forces.structure;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Validity;

/** The tree of formations on a date. */
@Schema(name = "Structure", description = "The tree of formations on a date.")
record Structure(
        // as a schema of its own it would be a model "LocalDate" in generated clients
        @Schema(required = true, implementation = String.class, format = "date", description = "The date.")
        LocalDate asOf,

        @Schema(required = true, description = "How many formation records are in the tree.")
        int formations,

        @Schema(
                required = true,
                description = "Formations that belonged to no other on the date, each with what belonged to it.")
        List<Node> items) {

    /** A formation in the tree. */
    @Schema(name = "StructureNode", description = "A formation in the tree.")
    record Node(
            @Schema(required = true, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", description = "Id of the formation.")
            String id,

            @Schema(required = true, description = "What a person calls it.")
            String title,

            @Schema(required = true, description = "Where its record is.")
            String url,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What sort of formation it is; null when not stated.")
            @Nullable
            String kind,

            @Schema(required = true, nullable = true, description = "Its level; null when not stated.") @Nullable
            String echelon,

            @Schema(required = true, nullable = true, description = "Its branch or arm; null when not stated.")
            @Nullable
            String branch,

            @Schema(
                    required = true,
                    nullable = true,
                    pattern = "^[0-9]{20}$",
                    description =
                            "The code by which a symbol renderer draws it (SIDC of APP-6D, 20 digits: a friendly land unit, with echelon and main icon). Computed from echelon and branch, no source states it; null where either is not stated or the standard has nothing for it.")
            @Nullable
            String sidc,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "How many formations the record stands for; null for a formation by itself.")
            @Nullable
            Integer units,

            @Schema(
                    required = true,
                    description =
                            "Whether it existed on the date: 'certain', 'possible' where dates are imprecise or not stated, 'disputed' where sources differ on it.")
            Validity validity,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "In what way it belongs to the formation above; null at the top.")
            @Nullable
            String relation,

            @Schema(
                    required = true,
                    description = "Whether its place here is disputed: it may stand in the tree at another place too.")
            boolean placeDisputed,

            @Schema(
                    required = true,
                    description = "Formations that it was made available to outside its own chain of command.")
            List<String> assignedTo,

            @Schema(required = true, description = "What belonged to it.")
            List<Node> children) {}
}
