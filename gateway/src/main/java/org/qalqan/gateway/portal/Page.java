package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.qalqan.answers.Accept;
import org.qalqan.answers.Answer;
import org.qalqan.gateway.compose.Json;

/** How the portal answers: in the format that the caller prefers, with an entity tag, and with a policy that lets in nothing foreign. */
final class Page {

    static final MediaType HTML = new MediaType("text", "html", "UTF-8");
    static final MediaType TEXT = new MediaType("text", "plain", "UTF-8");
    static final MediaType MARKDOWN = new MediaType("text", "markdown", "UTF-8");
    static final MediaType XML = new MediaType("application", "xml", "UTF-8");
    static final MediaType LINKED_DATA = new MediaType("application", "ld+json");

    private static final String DEPENDS_ON = "Accept, Accept-Encoding";
    private static final int DIGEST_BYTES = 9;
    private static final String POLICY_HEADER = "Content-Security-Policy";
    private static final String POLICY =
            "default-src 'none'; style-src 'self'%s; img-src 'self' data:; script-src 'self'; connect-src 'self';"
                    + " font-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String STRICT = POLICY.formatted("");
    /** Swagger UI writes style attributes. */
    private static final String WITH_INLINE_STYLE = POLICY.formatted(" 'unsafe-inline'");

    private Page() {}

    /** The offered format that the caller prefers; between equals, the first. */
    static MediaType preferred(HttpServerRequest request, MediaType... offered) {
        String best = Accept.best(
                request.getHeader(HttpHeaders.ACCEPT),
                Arrays.stream(offered).map(Page::name).toList());
        return Arrays.stream(offered)
                .filter(type -> name(type).equals(best))
                .findFirst()
                .orElseThrow(NotAcceptableException::new);
    }

    private static String name(MediaType type) {
        return type.getType() + "/" + type.getSubtype();
    }

    /** A page. */
    static Response of(TemplateInstance page, HttpServerRequest request) {
        return html(page, STRICT, request);
    }

    /** A page that shows less than usual because a service is away: nobody is to keep it. */
    static Response passing(TemplateInstance page, HttpServerRequest request) {
        return Answer.of(HTML.toString())
                .header(POLICY_HEADER, STRICT)
                .header(HttpHeaders.CACHE_CONTROL, Answer.NOT_KEPT)
                .body(page.render().getBytes(StandardCharsets.UTF_8), request);
    }

    /** The page of the console. */
    static Response withInlineStyle(TemplateInstance page, HttpServerRequest request) {
        return html(page, WITH_INLINE_STYLE, request);
    }

    private static Response html(TemplateInstance page, String policy, HttpServerRequest request) {
        byte[] body = page.render().getBytes(StandardCharsets.UTF_8);
        return answer(body, HTML).header(POLICY_HEADER, policy).body(body, request);
    }

    /** JSON for a client. */
    static Response json(JsonNode json, MediaType type, HttpServerRequest request) {
        byte[] body = Json.bytes(json);
        return answer(body, type).body(body, request);
    }

    /** Text of any kind. */
    static Response text(String text, MediaType type, HttpServerRequest request) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return answer(body, type).body(body, request);
    }

    private static Answer answer(byte[] body, MediaType type) {
        return Answer.of(type.toString()).tag('"' + digest(body) + '"').header(HttpHeaders.VARY, DEPENDS_ON);
    }

    /** A short name for these bytes, which others do not have. */
    static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
