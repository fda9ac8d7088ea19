package org.qalqan.answers;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A representation, as a resource method answers it: in the coding that the client prefers, with a tag of its own, or as 304 when the
 * client has it already.
 */
public final class Answer {

    /** An answer may be kept, and is asked about each time; when nobody can be asked, or while somebody is, the kept one serves. */
    public static final String REVALIDATED = "public, max-age=0, stale-while-revalidate=60, stale-if-error=86400";
    /** An answer that never changes. */
    public static final String FOR_EVER = "public, max-age=31536000, immutable";
    /** An answer that nobody keeps. */
    public static final String NOT_KEPT = "no-store";

    /**
     * What an answer depends on. Of the revision that a client wants at least (Data-Revision-Min) it does in a cache only, which may serve
     * what is older than that to everybody else.
     */
    public static final String VARY = "Accept, Accept-Encoding, Data-Revision-Min";

    private final String mediaType;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable String tag;

    private Answer(String mediaType) {
        this.mediaType = mediaType;
        headers.put(HttpHeaders.CACHE_CONTROL, REVALIDATED);
        headers.put(HttpHeaders.VARY, VARY);
    }

    /** An answer of that media type. */
    public static Answer of(String mediaType) {
        return new Answer(mediaType);
    }

    /** The tag of the answer as it is; null for none. */
    public @Nullable String tag() {
        return tag;
    }

    /** The headers of each form of it: all but tag, coding and length. */
    public Map<String, String> headers() {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(HttpHeaders.CONTENT_TYPE, mediaType);
        return all;
    }

    /** Its tag as it is, with quotes and perhaps weak; null for none. */
    public Answer tag(@Nullable String tag) {
        this.tag = tag;
        return this;
    }

    /** With a header; null leaves it out. */
    public Answer header(String name, @Nullable String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** 304, when the request says that the client has this answer in the coding that it would get; null otherwise. */
    public @Nullable Response unchanged(HttpServerRequest request) {
        String known = tag == null ? null : known(request, tag);
        if (known == null) {
            return null;
        }
        Response.ResponseBuilder answer = Response.notModified();
        headers.forEach(answer::header);
        return answer.header(HttpHeaders.ETAG, known).build();
    }

    /**
     * The tag by which the client has the answer already; null when it has not.
     *
     * @param tag the tag of the answer as it is
     */
    public static @Nullable String known(HttpServerRequest request, String tag) {
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known == null) {
            return null;
        }
        // Whether a body is worth compressing is known only when it is there: a client has the tag of the one or of the
        // other form.
        Coding preferred = preferred(request);
        for (Coding coding : preferred == Coding.IDENTITY ? new Coding[] {Coding.IDENTITY} : Coding.values()) {
            if (EntityTags.matches(known, coding.tag(tag))) {
                return coding.tag(tag);
            }
        }
        return null;
    }

    /** The whole body. */
    public Response body(byte[] body, HttpServerRequest request) {
        Response unchanged = unchanged(request);
        if (unchanged != null) {
            return unchanged;
        }
        Coding coding = preferred(request).ofLength(body.length);
        return with(coding).entity(coding.encode(body)).build();
    }

    /** Whether a request asks for the whole answer as it is: with no condition, and in no coding. */
    public static boolean isPlain(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && !request.headers().contains(HttpHeaders.IF_NONE_MATCH)
                && preferred(request) == Coding.IDENTITY;
    }

    /** Ends a plain request with the whole body, where no resource method is involved. */
    public void end(Buffer body, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        MultiMap all = response.headers();
        headers.forEach(all::set);
        all.set(HttpHeaders.CONTENT_TYPE, mediaType);
        if (tag != null) {
            all.set(HttpHeaders.ETAG, tag);
        }
        response.end(body);
    }

    /** A body that is written bit by bit; with HEAD it is not. */
    public Response stream(StreamingOutput body, HttpServerRequest request) {
        Coding coding = preferred(request);
        Response.ResponseBuilder answer = with(coding);
        if (request.method().name().equals("HEAD")) {
            return answer.build();
        }
        StreamingOutput encoded = output -> {
            // only a body that was written to its end is ended: the last bytes would make half of it look whole
            try {
                OutputStream stream = coding.encode(output);
                body.write(stream);
                stream.close();
            } catch (IOException | RuntimeException e) {
                if (request.response().headWritten()) {
                    cutOff(request);
                }
                throw e;
            }
        };
        return answer.entity(encoded).build();
    }

    /**
     * Ends the connection at once. A reset alone lets go out what is still waiting, and the framework, which ends every answer, may by then
     * have added the chunk that marks a whole one.
     */
    private static void cutOff(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2 && request.connection() instanceof ConnectionBase connection) {
            connection.channel().close().syncUninterruptibly();
        } else {
            request.response().reset();
        }
    }

    private Response.ResponseBuilder with(Coding coding) {
        Response.ResponseBuilder answer = Response.ok().type(mediaType);
        headers.forEach(answer::header);
        if (coding.header() != null) {
            answer.header(HttpHeaders.CONTENT_ENCODING, coding.header());
        }
        return tag == null ? answer : answer.header(HttpHeaders.ETAG, coding.tag(tag));
    }

    private static Coding preferred(HttpServerRequest request) {
        return Coding.preferred(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    }
}
