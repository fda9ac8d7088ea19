package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.qalqan.gateway.compose.Json;

/** How the portal answers: in the format that the caller prefers, with an entity tag, and with a policy that lets in nothing foreign. */
final class Page {

    static final MediaType HTML = new MediaType("text", "html", "UTF-8");
    static final MediaType TEXT = new MediaType("text", "plain", "UTF-8");
    static final MediaType MARKDOWN = new MediaType("text", "markdown", "UTF-8");
    static final MediaType XML = new MediaType("application", "xml", "UTF-8");
    static final MediaType LINKED_DATA = new MediaType("application", "ld+json");

    private static final int DIGEST_BYTES = 9;
    private static final String FRESHNESS = "public, max-age=0, stale-while-revalidate=60, stale-if-error=86400";
    private static final String POLICY =
            "default-src 'none'; style-src 'self'%s; img-src 'self' data:; script-src 'self'; connect-src 'self';"
                    + " font-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String STRICT = POLICY.formatted("");
    /** Swagger UI writes style attributes. */
    private static final String WITH_INLINE_STYLE = POLICY.formatted(" 'unsafe-inline'");

    private Page() {}

    /** The offered format that the caller prefers; between equals, the first. */
    static MediaType preferred(Request request, MediaType... offered) {
        Variant variant = request.selectVariant(Arrays.stream(offered)
                .map(type -> new Variant(type, (String) null, null))
                .toList());
        if (variant == null) {
            throw new NotAcceptableException();
        }
        return variant.getMediaType();
    }

    /** A page. */
    static Response of(TemplateInstance page, Request request) {
        return html(page, STRICT, request);
    }

    /** A page that shows less than usual because a service is away: nobody is to keep it. */
    static Response passing(TemplateInstance page) {
        return Response.ok(page.render(), HTML)
                .header("Content-Security-Policy", STRICT)
                .header("Cache-Control", "no-store")
                .build();
    }

    /** The page of the console. */
    static Response withInlineStyle(TemplateInstance page, Request request) {
        return html(page, WITH_INLINE_STYLE, request);
    }

    private static Response html(TemplateInstance page, String policy, Request request) {
        return answer(page.render().getBytes(StandardCharsets.UTF_8), HTML, request)
                .header("Content-Security-Policy", policy)
                .build();
    }

    /** JSON for a client. */
    static Response json(JsonNode body, MediaType type, Request request) {
        return answer(Json.bytes(body), type, request).build();
    }

    /** Text of any kind. */
    static Response text(String body, MediaType type, Request request) {
        return answer(body.getBytes(StandardCharsets.UTF_8), type, request).build();
    }

    private static Response.ResponseBuilder answer(byte[] body, MediaType type, Request request) {
        EntityTag tag = new EntityTag(digest(body));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(body, type) : unchanged;
        // what the choice of a format depends on is named once for every answer; a 304 would name it again
        return answer.tag(tag).header("Vary", null).header("Cache-Control", FRESHNESS);
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
