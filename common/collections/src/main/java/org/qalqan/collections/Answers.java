package org.qalqan.collections;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.qalqan.answers.Answer;
import org.qalqan.answers.EntityTags;

/**
 * Answers under the revisions of the store. A record's tag is made of the revision at which it, or one of its readings, last changed;
 * that of everything else of the store's revision. The rest of a tag tells apart what was asked for, the format, the store, and the
 * version of the program that shaped the answer.
 */
@Singleton
public class Answers {

    /** The header that names the revision of each store that an answer was read from, as a dictionary (RFC 8941). */
    static final String DATA_REVISION = "Data-Revision";

    private static final String OF_RECORD = "r";
    private static final String OF_STORE = "s";

    private final Store store;
    private final String service;
    private final String version;
    private volatile @Nullable String shapedBy;

    Answers(
            Store store,
            @ConfigProperty(name = "qalqan.service") String service,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.store = store;
        this.service = service;
        this.version = version;
    }

    /** The store's revision, to be read before what is answered under it: an answer may then be newer than it says, and never older. */
    public long revision() {
        return store.revision();
    }

    /** JSON that changes with the store. */
    public Response ofStore(String body, long revision, HttpServerRequest request) {
        return ofStore(new Answered(body, revision, null), Format.JSON, request);
    }

    /** A list, or what else was read from the whole store. */
    Response ofStore(Answered answered, Format format, HttpServerRequest request) {
        return list(answered, format, request).body(bytes(answered.body()), request);
    }

    private Answer list(Answered answered, Format format, HttpServerRequest request) {
        return list(answered, format, request.uri());
    }

    private Answer list(Answered answered, Format format, String uri) {
        String next = answered.next();
        return stored(format, OF_STORE, answered.revision(), answered.revision(), uri)
                .header("Link", link(next));
    }

    private static @Nullable String link(@Nullable String next) {
        return next == null ? null : "<" + next + ">; rel=\"next\"";
    }

    /** JSON that was read from the whole store, for who asks for that address. */
    PlainAnswer plainOfStore(Answered answered, String uri) {
        return new PlainAnswer(list(answered, Format.JSON, uri), Buffer.buffer(answered.body()));
    }

    /** A record, for who asks for that address. */
    PlainAnswer plainOfRecord(Answered answered, long changed, String uri) {
        return new PlainAnswer(
                stored(Format.JSON, OF_RECORD, changed, answered.revision(), uri), Buffer.buffer(answered.body()));
    }

    /** A list that is written bit by bit. */
    Response stream(StreamingOutput body, long revision, Format format, HttpServerRequest request) {
        return stored(format, OF_STORE, revision, revision, request).stream(body, request);
    }

    /** 304, when the client has what the store would answer now; found out by the store's revision alone. Null otherwise. */
    @Nullable
    Response unchanged(Format format, HttpServerRequest request) {
        if (request.getHeader("If-None-Match") == null) {
            return null;
        }
        long revision = store.revision();
        return stored(format, OF_STORE, revision, revision, request).unchanged(request);
    }

    /** A record. */
    Response ofRecord(Answered answered, long changed, HttpServerRequest request) {
        return stored(Format.JSON, OF_RECORD, changed, answered.revision(), request)
                .body(bytes(answered.body()), request);
    }

    /** The tag that a record's own address answers without a query, when the record last changed at that revision. */
    String tagOfRecord(String url, long changed) {
        return '"' + OF_RECORD + changed + "." + EntityTags.digest(shapedBy(), url, Format.JSON.mediaType()) + '"';
    }

    /** The store's present revision, as the header names it. */
    String dataRevision() {
        return service + "=" + store.revision();
    }

    /** JSON that changes with nothing that the store's revision counts: its tag is made of itself. */
    public Response constant(String body, HttpServerRequest request) {
        return constant(body, null, request);
    }

    /**
     * A page of a list that changes with nothing that the store's revision counts.
     *
     * @param next address of the next page; null at the end
     */
    public Response constant(String body, @Nullable String next, HttpServerRequest request) {
        return Answer.of(MediaType.APPLICATION_JSON)
                .tag('"' + EntityTags.digest(body) + '"')
                .header("Link", link(next))
                .body(bytes(body), request);
    }

    private Answer stored(Format format, String what, long changed, long revision, HttpServerRequest request) {
        return stored(format, what, changed, revision, request.uri());
    }

    private Answer stored(Format format, String what, long changed, long revision, String uri) {
        String variant = EntityTags.digest(shapedBy(), uri, format.mediaType());
        return Answer.of(format.contentType())
                .tag('"' + what + changed + "." + variant + '"')
                .header(DATA_REVISION, service + "=" + revision);
    }

    /** What tells this store, and this version of the program, from every other. */
    String shapedBy() {
        String known = shapedBy;
        if (known == null) {
            known = store.identity() + " " + version;
            shapedBy = known;
        }
        return known;
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
