package org.qalqan.gateway.upstream;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
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
 */
public record Call(
        HttpMethod method,
        String uri,
        MultiMap headers,
        @Nullable Buffer body,
        Deadline deadline,
        boolean passing) {

    /** A read of JSON. */
    public static Call get(String uri, String traceparent, Deadline deadline) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add(HttpHeaders.ACCEPT, "application/json")
                .add("traceparent", traceparent);
        return new Call(HttpMethod.GET, uri, headers, null, deadline, false);
    }
}
