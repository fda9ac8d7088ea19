package org.qalqan.gateway.portal;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** {@code /docs}: Swagger UI from the jar, on the merged document. */
@Path("/docs")
class DocsResource {

    private final String swaggerUi;

    DocsResource() throws IOException {
        this.swaggerUi = swaggerUi();
    }

    @GET
    public Response docs(@Context HttpServerRequest request) {
        Page.preferred(request, Page.HTML);
        return Page.withInlineStyle(Templates.docs(swaggerUi), request);
    }

    /** The folder of the packaged Swagger UI. */
    static String swaggerUi() throws IOException {
        return "/webjars/swagger-ui/" + packagedVersion();
    }

    private static String packagedVersion() throws IOException {
        try (InputStream stream = Packaged.file("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        }
    }
}
