package org.qalqan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Single answers, asked for as JSON without compression. */
final class Pages {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Pages() {}

    /** The answer, which has to be a 200 or, if it was asked with a tag, a 304. */
    static HttpResponse<byte[]> get(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != (headers.length > 0 ? 304 : 200)) {
                throw new IllegalStateException(url + " answers " + answer.statusCode() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The entity tag of the answer. */
    static String tag(String url) {
        return get(url).headers().firstValue("ETag").orElseThrow(() -> new IllegalStateException(url + " has no tag"));
    }

    static String text(String url) {
        return new String(get(url).body(), StandardCharsets.UTF_8);
    }
}
