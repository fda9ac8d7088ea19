package org.qalqan.gateway.portal;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** {@code /docs}: Swagger UI from the jar, on the merged document. */
@Path("/docs")
class DocsResource {

    /** Swagger UI writes style attributes; scripts and everything else come from here alone. */
    private static final String POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " script-src 'self'; connect-src 'self'; font-src 'self' data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private final String page;

    DocsResource() throws IOException {
        this.page = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Qalqan API documentation</title>
                <link rel="stylesheet" href="%1$s/swagger-ui.css">
                <link rel="stylesheet" href="/docs/docs.css">
                <link rel="icon" href="/docs/icon.svg" type="image/svg+xml">
                </head>
                <body>
                <header><a href="/">Qalqan</a> <a href="/openapi">openapi.yaml</a>
                <a href="/openapi?format=json">openapi.json</a></header>
                <div id="swagger-ui"></div>
                <noscript>This page needs JavaScript. The document that it shows is at <a href="/openapi">/openapi</a>.</noscript>
                <script src="%1$s/swagger-ui-bundle.js"></script>
                <script src="/docs/docs.js"></script>
                </body>
                </html>
                """.formatted("/webjars/swagger-ui/" + packagedVersion());
    }

    @GET
    public Response docs() {
        return Page.respond(page, POLICY);
    }

    private static String packagedVersion() throws IOException {
        String file = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
        try (InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        }
    }
}
