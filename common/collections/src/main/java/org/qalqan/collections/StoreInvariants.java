package org.qalqan.collections;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What must hold of a store, counted: all numbers are 0 in a sound one.
 *
 * @param revision the store's revision at which they were counted
 * @param recordsWithoutSource records of which no reading cites a source
 * @param valuesWithoutReading values that are shown and have no reading
 * @param citationsOfUnknownSources readings that cite a source that is not there
 * @param derivationsOutOfDate derived readings that count and do not follow from their inputs
 * @param referencesElsewhere the ids outside this store that its records refer to, each once, in order
 */
@Schema(name = "StoreInvariants", description = "What must hold of a store, counted: all numbers are 0 in a sound one.")
record StoreInvariants(
        @Schema(required = true, description = "The store's revision at which they were counted.")
        long revision,

        @Schema(required = true, description = "Records of which no reading cites a source.")
        int recordsWithoutSource,

        @Schema(required = true, description = "Values that are shown and have no reading.")
        int valuesWithoutReading,

        @Schema(required = true, description = "Readings that cite a source that is not there.")
        int citationsOfUnknownSources,

        @Schema(
                required = true,
                description = "Derived readings that count and do not follow, by their rule, from their inputs.")
        int derivationsOutOfDate,

        @Schema(
                required = true,
                description = "The ids outside this store that its records refer to, each once, in order.")
        List<String> referencesElsewhere) {}
