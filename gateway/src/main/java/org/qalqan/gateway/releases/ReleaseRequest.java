package org.qalqan.gateway.releases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.qalqan.gateway.compose.Json;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/**
 * What a maintainer asks for.
 *
 * @param id the id of the release
 * @param notes what is new in it
 */
record ReleaseRequest(String id, String notes) {

    private static final List<String> MEMBERS = List.of("id", "notes");
    private static final String ID = "[a-z0-9]+([.-][a-z0-9]+)*";
    private static final int MAX_ID = 60;
    private static final int MAX_NOTES = 4_000;

    /** Reads the body; a 400 points to everything in it that is not as it should be. */
    static ReleaseRequest read(byte[] body) {
        JsonNode parsed;
        try {
            parsed = Json.parse(body);
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The body is not JSON.");
        }
        List<FieldError> errors = new ArrayList<>();
        if (!(parsed instanceof ObjectNode)) {
            errors.add(FieldError.body("", "The body is an object with id and notes."));
        }
        parsed.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
                errors.add(FieldError.body(pointer, "There is no member '" + name + "' here.", MEMBERS, name));
            }
        });
        String id = parsed.path("id").asText();
        if (!parsed.path("id").isTextual() || id.length() > MAX_ID || !id.matches(ID)) {
            errors.add(FieldError.body(
                    "/id",
                    "An id is made of lower-case letters and digits, with single dots or hyphens between them, and has at most "
                            + MAX_ID + " characters."));
        }
        String notes = parsed.path("notes").asText();
        if (!parsed.path("notes").isTextual() || notes.isBlank() || notes.length() > MAX_NOTES) {
            errors.add(FieldError.body("/notes", "Notes say what is new, in at most " + MAX_NOTES + " characters."));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalidBody(errors);
        }
        return new ReleaseRequest(id, notes);
    }
}
