package org.qalqan.collections.openapi;

import com.fasterxml.jackson.core.type.TypeReference;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Exemplar;
import org.qalqan.collections.Format;
import org.qalqan.collections.Json;
import org.qalqan.collections.Listing;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.Problem;
import org.qalqan.problems.ProblemType;

/** What operations answer: bodies, headers and problems, each with an example. Collects the components that it refers to. */
final class Answered {

    /** The name of the example in each answer. Its summary is the request that is answered so, and tests send it. */
    static final String EXAMPLE = "dataset";

    private static final String REVISION =
            "The revision of the store that the answer was made from: the service's name, `=`, and a number. Sent back"
                    + " as `Data-Revision-Min`, nothing older is answered.";

    private static final String WRITTEN = "written";

    private static final String JSON = "application/json";
    private static final int FIRST_MEMBERS = 4;
    private static final String RESPONSES = "#/components/responses/";
    private static final String EXAMPLES = "#/components/examples/";

    private final Map<String, Header> headers = new TreeMap<>();
    private final Map<String, APIResponse> responses = new TreeMap<>();
    private final Map<String, Example> examples = new TreeMap<>();

    Map<String, Header> headers() {
        return headers;
    }

    Map<String, APIResponse> responses() {
        return responses;
    }

    Map<String, Example> examples() {
        return examples;
    }

    /**
     * A body in JSON; the example is left out when the dataset has none.
     *
     * @param example the name of the component that the example becomes
     */
    APIResponse json(
            String description, String schema, String example, @Nullable String request, @Nullable Object answer) {
        MediaType json = OASFactory.createMediaType().schema(Schemas.ref(schema));
        addExample(json, example, request, answer);
        return OASFactory.createAPIResponse()
                .description(description)
                .headers(ofRead())
                .content(OASFactory.createContent().addMediaType(JSON, json));
    }

    /** Shows what a request is answered; the same in one operation as in another by the same name. */
    void addExample(MediaType content, String name, @Nullable String request, @Nullable Object answer) {
        if (request != null && answer != null) {
            addExample(content, EXAMPLE, name, example(request, answer));
        }
    }

    private void addExample(MediaType content, String key, String name, Example example) {
        examples.putIfAbsent(name, example);
        content.addExample(key, OASFactory.createExample().ref(EXAMPLES + name));
    }

    /** What a write is answered, which no request to a fresh load is: the example is of no dataset. */
    APIResponse change(String description, String name, @Nullable Object change, boolean tagged) {
        MediaType json = OASFactory.createMediaType().schema(Schemas.ref("Change"));
        if (change != null) {
            addExample(json, WRITTEN, name, OASFactory.createExample().value(plain(change)));
        }
        return OASFactory.createAPIResponse()
                .description(description)
                .headers(ofWrite(tagged))
                .content(OASFactory.createContent().addMediaType(JSON, json));
    }

    /** A list to its end, in a format that is no JSON. */
    APIResponse text(Listing listing, Format format, @Nullable Exemplar exemplar) {
        MediaType text = OASFactory.createMediaType().schema(Schemas.file(format.description()));
        if (exemplar != null) {
            List<String> members = listing.names().subList(0, FIRST_MEMBERS);
            String request = "/v1/" + listing.path() + format.suffix() + "?fields=" + String.join(",", members) + "&id="
                    + encoded(exemplar.id());
            String item = Json.write(exemplar.item().deepCopy().retain(members));
            text.addExample(EXAMPLE, example(request, format.write(listing, members, List.of(item))));
        }
        return OASFactory.createAPIResponse()
                .description("The items.")
                .headers(ofRead())
                .content(OASFactory.createContent().addMediaType(format.mediaType(), text));
    }

    /** That a list is answered in the format, too, when {@code Accept} asks for it. */
    void addText(APIResponse page, Listing listing, Format format) {
        page.getContent()
                .addMediaType(
                        format.mediaType(),
                        OASFactory.createMediaType()
                                .schema(Schemas.file(
                                        "As /v1/" + listing.path() + format.suffix() + ". " + format.description())));
    }

    /** An answer, with the request that is answered so. */
    static Example example(String request, Object answer) {
        return OASFactory.createExample().summary("GET " + request).value(plain(answer));
    }

    /** The header that a list has besides. */
    APIResponse withLink(APIResponse response) {
        return response.addHeader(
                "Link",
                header("Link", "The address in `next`, with `rel=\"next\"` (RFC 8288); absent at the end.", false));
    }

    private Map<String, Header> ofRead() {
        Map<String, Header> ofRead = new LinkedHashMap<>(ofCaching());
        ofRead.put("Data-Revision", header("DataRevision", REVISION, false));
        return ofRead;
    }

    private Map<String, Header> ofCaching() {
        Map<String, Header> ofCaching = new LinkedHashMap<>();
        ofCaching.put(
                "ETag",
                header(
                        "EntityTag",
                        "Tag of this answer; send it as `If-None-Match` to be told when nothing changed.",
                        true));
        ofCaching.put("Cache-Control", header("CacheControl", "How long the answer may be kept (RFC 9111).", true));
        ofCaching.put("Vary", header("Vary", "The request headers that the answer depends on.", true));
        return ofCaching;
    }

    /** The headers of an answer to a write: the tag is the record's, and there is none when it has left. */
    private Map<String, Header> ofWrite(boolean tagged) {
        Map<String, Header> ofWrite = new LinkedHashMap<>();
        if (tagged) {
            ofWrite.put(
                    "ETag",
                    header(
                            "RecordTag",
                            "Tag of the record as it is now: the next change sends it as `If-Match`.",
                            true));
        }
        ofWrite.put("Cache-Control", ofCaching().get("Cache-Control"));
        ofWrite.put("Data-Revision", header("DataRevision", REVISION, false));
        return ofWrite;
    }

    /** Where what was made is. */
    Header location() {
        return header("Location", "Address of the record.", true);
    }

    /** The answer has not changed. */
    APIResponse notModified() {
        responses.putIfAbsent(
                "NotModified",
                OASFactory.createAPIResponse()
                        .description("The answer is the one that the client has.")
                        .headers(ofRead()));
        return OASFactory.createAPIResponse().ref(RESPONSES + "NotModified");
    }

    /** The record goes by another id now. */
    APIResponse merged() {
        responses.putIfAbsent(
                "Merged",
                OASFactory.createAPIResponse()
                        .description("The record was merged into the one that `Location` names.")
                        .headers(Map.of("Location", header("Location", "Address of the record.", true))));
        return OASFactory.createAPIResponse().ref(RESPONSES + "Merged");
    }

    /** A problem in the usual words of its type. */
    APIResponse problem(ProblemType type) {
        return problem(type, null, "/v1/readings", null, null);
    }

    /** A problem, with the request that is answered so; null when nobody can ask for it. */
    APIResponse problem(
            ProblemType type,
            @Nullable String detail,
            String instance,
            @Nullable List<FieldError> errors,
            @Nullable String request) {
        Object answer = plain(Problem.example(type, detail, instance, errors));
        MediaType body = OASFactory.createMediaType().schema(Schemas.ref("Problem"));
        if (request == null) {
            body.setExample(answer);
        } else {
            body.addExample(EXAMPLE, example(request, answer));
        }
        return problem(type, body);
    }

    /** A problem of which there is no example, because no request to the dataset that is shipped meets it. */
    APIResponse problemNotMet(ProblemType type) {
        return problem(type, OASFactory.createMediaType().schema(Schemas.ref("Problem")));
    }

    private APIResponse problem(ProblemType type, MediaType body) {
        String name = Schemas.componentName(type.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        APIResponse response = OASFactory.createAPIResponse()
                .description(type.title() + ".")
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, body));
        if (type == ProblemType.SERVICE_UNAVAILABLE) {
            response.addHeader("Retry-After", header("RetryAfter", "Seconds after which to try again.", false));
        }
        if (type == ProblemType.UNAUTHORIZED || type == ProblemType.FORBIDDEN) {
            response.addHeader(
                    "WWW-Authenticate",
                    header("Challenge", "What kind of token is needed, or what is wrong with it (RFC6750).", true));
        }
        responses.putIfAbsent(name, response);
        return OASFactory.createAPIResponse().ref(RESPONSES + name);
    }

    private Header header(String component, String description, boolean required) {
        Schema schema = component.equals("Location")
                ? Schemas.address("An absolute-path reference.")
                : Schemas.text("The header's value.");
        headers.putIfAbsent(
                component,
                OASFactory.createHeader()
                        .description(description)
                        .required(required)
                        .schema(schema));
        return OASFactory.createHeader().ref("#/components/headers/" + component);
    }

    /** A value as a part of a query. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Maps, lists and plain values, which the writer of the document knows. */
    private static Object plain(Object value) {
        return Json.MAPPER.convertValue(value, new TypeReference<Object>() {});
    }
}
