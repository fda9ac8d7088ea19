package org.qalqan.collections;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The words of the dataset: its codelists, the vocabularies of the software among them, and what records and their fields are called. */
public interface Codelists {

    /**
     * A code.
     *
     * @param code the code as records have it
     * @param title what a person calls it
     * @param description what it means exactly; null when the title says it
     */
    @Schema(name = "CodelistEntry", description = "A code of a codelist.")
    record Code(
            @Schema(required = true, description = "The code as records have it.")
            String code,

            @Schema(required = true, description = "What a person calls it.")
            String title,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What it means exactly; null when the title says it.")
            @Nullable
            String description) {}

    /** The names of all lists, in order. */
    List<String> names();

    /** The list of that name, in its order; empty when there is no such list. */
    List<Code> list(String name);

    /** The types of records, whatever service keeps them. */
    List<String> recordTypes();

    /** The names of the fields of records, whatever service keeps them. */
    List<String> recordFields();

    /** The codes of the list of that name, in its order; empty when there is no such list. */
    default List<String> codes(String name) {
        return list(name).stream().map(Code::code).toList();
    }
}
