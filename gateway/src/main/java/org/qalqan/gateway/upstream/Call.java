package org.qalqan.gateway.upstream;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request to a service.
 *
 * @param method its method
 * @param uri path and query, sent as they are
 * @param headers its headers
 * @param body its body; null for none
 * @param deadline when the whole answer has to be there, or the head of one that is passed on as it comes
 * @param passing whether an answer that is no JSON is wanted as it comes, instead of when it is there
 * @param shared whether the answer depends on nothing but the address, so that it may be one that somebody else asked for
 */
public record Call(
        HttpMethod method,
        String uri,
        MultiMap headers,
        @Nullable Buffer body,
        Deadline deadline,
        boolean passing,
        boolean shared) {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** A request whose answer is for whoever asked alone. */
    public Call(
            HttpMethod method,
            String uri,
            MultiMap headers,
            @Nullable Buffer body,
            Deadline deadline,
            boolean passing) {
        this(method, uri, headers, body, deadline, passing, false);
    }

    /** A read of JSON, as anybody would do it. */
    public static Call get(String uri, String traceparent, Deadline deadline) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add(HttpHeaders.ACCEPT, "application/json")
                .add("traceparent", traceparent);
        return new Call(HttpMethod.GET, uri, headers, null, deadline, false, true);
    }

    /** Whether making it twice does no more than making it once (RFC 9110, section 9.2.1). */
    boolean isSafe() {
        return SAFE.contains(method) || uri.equals(BundlingUpstream.PATH);
    }

    /** The same with one more header, and the answer to it for whoever asks alone. */
    public Call with(String header, String value) {
        MultiMap more = MultiMap.caseInsensitiveMultiMap().addAll(headers).add(header, value);
        return new Call(method, uri, more, body, deadline, passing);
    }
}
