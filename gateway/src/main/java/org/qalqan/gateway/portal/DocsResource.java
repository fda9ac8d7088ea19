package org.qalqan.gateway.portal;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** {@code /docs}: Swagger UI from the jar, on the merged document. */
@Path("/docs")
class DocsResource {

    private final String swaggerUi;

    DocsResource() throws IOException {
        this.swaggerUi = "/webjars/swagger-ui/" + packagedVersion();
    }

    @GET
    public Response docs(@Context Request request) {
        Page.preferred(request, Page.HTML);
        return Page.withInlineStyle(Templates.docs(swaggerUi), request);
    }

    private static String packagedVersion() throws IOException {
        try (InputStream stream = Packaged.file("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        }
    }
}
