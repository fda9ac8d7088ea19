package org.qalqan.timeline.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said of a release. */
@Schema(name = "Release", description = "A release: the whole record of a day, as a file that never changes.")
record Release(
        @Schema(required = true, description = "Its id.", pattern = Release.ID, maxLength = Release.MAX_ID)
        String id,

        @Schema(required = true, description = "Where it is: as application/zip the file, as application/json this.")
        String url,

        @Schema(required = true, description = "When it was cut, UTC.", format = "date-time")
        String createdAt,

        @Schema(required = true, description = "Who cut it.")
        String who,

        @Schema(required = true, description = "What is new in it.")
        String notes,

        @Schema(
                required = true,
                description =
                        "The revision of each service that it holds; as 'since' they ask the feed of changes for what"
                                + " has come since.")
        Map<String, Long> revisions,

        @Schema(required = true, description = "Bytes of the file.")
        long size,

        @Schema(required = true, description = "SHA-256 of the file, hexadecimal.", pattern = "^[0-9a-f]{64}$")
        String sha256,

        @Schema(nullable = false, description = "The files in it, as its datapackage.json names them; absent in lists.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<Resource> resources) {

    static final String ID = "^[a-z0-9]+([.-][a-z0-9]+)*$";
    static final int MAX_ID = 60;

    /** A file in a release. */
    @Schema(name = "ReleaseResource", description = "A file in a release.")
    record Resource(
            @Schema(required = true, description = "Its name, unique in the release.")
            String name,

            @Schema(required = true, description = "Its path in the release.")
            String path,

            @Schema(required = true, description = "Its format.")
            String mediatype,

            @Schema(required = true, description = "Its size.")
            long bytes,

            @Schema(required = true, description = "Its digest: the algorithm, a colon, and the digest in hexadecimal.")
            String hash) {}

    /** One page of a list. */
    @Schema(name = "ReleasePage", description = "One page of a list.")
    record Page(
            @Schema(required = true, description = "The releases, the newest first.")
            List<Release> items,

            @Schema(required = true, nullable = true, description = "Address of the next page; null at the end.")
            @Nullable
            String next,

            @Schema(nullable = false, description = "Number of all releases, with total=true.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Integer total) {}

    /** Whether a release can be called that. */
    static boolean isId(String text) {
        return text.length() <= MAX_ID && text.matches(ID);
    }

    /** The same, as lists have it. */
    Release inList() {
        return new Release(id, url, createdAt, who, notes, revisions, size, sha256, null);
    }
}
