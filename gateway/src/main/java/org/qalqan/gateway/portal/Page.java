package org.qalqan.gateway.portal;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;

/** A page of HTML: no script of its own, nothing from another host. */
final class Page {

    private static final MediaType HTML = new MediaType("text", "html", "UTF-8");
    private static final List<Variant> VARIANTS = List.of(
            new Variant(MediaType.APPLICATION_JSON_TYPE, (String) null, null), new Variant(HTML, (String) null, null));
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Page() {}

    /** Whether the caller would rather read a page than JSON; a client that accepts anything gets JSON. */
    static boolean isPreferred(Request request) {
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw new NotAcceptableException();
        }
        return variant.getMediaType().isCompatible(HTML);
    }

    /** The page, with its content as HTML. */
    static Response of(String title, String content) {
        String page = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="/docs/portal.css">
                <link rel="icon" href="/docs/icon.svg" type="image/svg+xml">
                </head>
                <body>
                <main>
                %s
                </main>
                </body>
                </html>
                """.formatted(escape(title), content);
        return respond(page, POLICY);
    }

    /** A whole page with a policy of its own. */
    static Response respond(String page, String policy) {
        return Response.ok(page, HTML)
                .header("Content-Security-Policy", policy)
                .header("Cache-Control", "no-cache")
                .header("Vary", "Accept")
                .build();
    }

    /** Text as HTML. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
