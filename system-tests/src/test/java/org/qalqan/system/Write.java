package org.qalqan.system;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.RawHttp;
import org.qalqan.localstack.LocalStack;
import org.qalqan.localstack.Service;

/**
 * A request that changes something, or is a part of that, and so needs a token: whoever attacks tries it on each of {@link #ALL}. Another way to
 * write is another row there.
 *
 * @param at whom it is sent to: the gateway, or a service itself
 * @param judge the service that looks at the token, and whose log tells of it
 * @param method the HTTP method
 * @param path the address, without a query
 * @param mediaType what the body says that it is
 * @param body something that a good token gets past the look at the token with
 * @param role the least that it takes
 */
record Write(Service at, Service judge, String method, String path, String mediaType, String body, String role) {

    /** To cut a release takes its time on a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Every way to write. */
    static final List<Write> ALL = List.of(
            new Write(
                    Service.GATEWAY,
                    Service.TIMELINE,
                    "POST",
                    "/v1/releases",
                    "application/json",
                    "{\"id\":\"attacked\",\"notes\":\"By an attacker.\"}",
                    "maintainer"),
            new Write(
                    Service.TIMELINE,
                    Service.TIMELINE,
                    "GET",
                    "/internal/releases/attacked",
                    "application/json",
                    "",
                    "maintainer"),
            new Write(
                    Service.TIMELINE,
                    Service.TIMELINE,
                    "PUT",
                    "/internal/releases/attacked",
                    "application/zip",
                    "no package",
                    "maintainer"),
            ofRecord(Service.GATEWAY, "POST", "/v1/decrees", "application/json"),
            ofRecord(Service.GATEWAY, "PATCH", "/v1/decrees/none/readings/none", "application/merge-patch+json"),
            ofRecord(Service.TIMELINE, "PUT", "/v1/decrees/none", "application/json"),
            ofRecord(Service.TIMELINE, "DELETE", "/v1/decrees/none", "application/json"));

    /** Without a reason, so that nobody does anything by it. */
    private static Write ofRecord(Service at, String method, String path, String mediaType) {
        return new Write(at, Service.TIMELINE, method, path, mediaType, "{}", "editor");
    }

    /** A role that it is too much for; empty when every role may. */
    String lesserRole() {
        return role.equals("maintainer") ? "editor" : "";
    }

    /** The answer when it is sent with those lines in its head. */
    Answer send(LocalStack stack, String... headers) throws IOException {
        return sendAs(stack, "", mediaType, headers);
    }

    /**
     * The answer when it is sent in another way.
     *
     * @param query what follows the path, from the question mark on; empty for none
     * @param contentType instead of its own
     */
    Answer sendAs(LocalStack stack, String query, String contentType, String... headers) throws IOException {
        URI address = stack.url(at);
        StringBuilder head = new StringBuilder(method + " " + path + query + " HTTP/1.1\r\n");
        Stream.concat(
                        Stream.of(
                                "Host: " + address.getAuthority(),
                                "Connection: close",
                                "Content-Type: " + contentType,
                                "Content-Length: " + body.getBytes(StandardCharsets.ISO_8859_1).length),
                        Arrays.stream(headers))
                .forEach(line -> head.append(line).append("\r\n"));
        return RawHttp.ask(address.getHost(), address.getPort(), head + "\r\n" + body, LIMIT);
    }

    @Override
    public String toString() {
        return method + " " + path + " at " + at.id();
    }
}
