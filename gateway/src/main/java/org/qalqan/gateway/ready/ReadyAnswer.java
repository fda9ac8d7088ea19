package org.qalqan.gateway.ready;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.qalqan.answers.Answer;
import org.qalqan.answers.Coding;

/**
 * A whole JSON answer with status 200, in each coding that a client may prefer; with 304 for who has it already.
 *
 * <p>Instances are used by several threads.
 */
public final class ReadyAnswer {

    private final MultiMap headers;
    private final Form identity;
    private final Buffer body;
    private volatile @Nullable Form gzip;

    /** The answer in one coding. */
    private record Form(CharSequence tag, CharSequence length, Buffer body) {}

    /**
     * An answer.
     *
     * @param headers those that every form of it has: media type, cache directives, revisions; neither tag nor length
     * @param tag the tag of the answer as it is, with its quotes
     * @param body the answer as it is
     */
    public ReadyAnswer(Map<String, String> headers, String tag, Buffer body) {
        this.headers = new HeadersMultiMap();
        headers.forEach((name, value) ->
                this.headers.add(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value)));
        this.body = body;
        this.identity = form(Coding.IDENTITY, tag, body);
    }

    /** The answer with that body; none when it has no tag, and so may differ the next time. */
    public static Optional<ReadyAnswer> of(Answer answer, byte[] body) {
        return Optional.ofNullable(answer.tag())
                .map(tag -> new ReadyAnswer(answer.headers(), tag, Buffer.buffer(body)));
    }

    private static Form form(Coding coding, String tag, Buffer body) {
        return new Form(
                HttpHeaders.createOptimized(coding.tag(tag)),
                HttpHeaders.createOptimized(Integer.toString(body.length())),
                body);
    }

    /** About how many bytes of memory it takes, the compressed form included. */
    int weight() {
        return body.length() + body.length() / 4;
    }

    /** Answers the request with it. */
    public void send(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.headers().addAll(headers);
        String tag = identity.tag.toString();
        String known = Answer.known(request, tag);
        if (known != null) {
            response.headers().remove(HttpHeaders.CONTENT_TYPE).set(HttpHeaders.ETAG, known);
            response.setStatusCode(304).end();
            return;
        }
        Coding coding =
                Coding.preferred(request.getHeader(HttpHeaders.ACCEPT_ENCODING)).ofLength(body.length());
        Form form = coding == Coding.IDENTITY ? identity : compressed(tag);
        if (coding.header() != null) {
            response.headers().set(HttpHeaders.CONTENT_ENCODING, coding.header());
        }
        response.headers().set(HttpHeaders.ETAG, form.tag).set(HttpHeaders.CONTENT_LENGTH, form.length);
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(form.body);
        }
    }

    /** Made when somebody wants it first. */
    private Form compressed(String tag) {
        Form made = gzip;
        if (made == null) {
            made = form(Coding.GZIP, tag, Buffer.buffer(Coding.GZIP.encode(body.getBytes())));
            gzip = made;
        }
        return made;
    }
}
