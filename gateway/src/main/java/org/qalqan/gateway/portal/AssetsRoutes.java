package org.qalqan.gateway.portal;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.qalqan.answers.Answer;
import org.qalqan.gateway.ready.ReadyAnswer;

/**
 * The files that pages use, each kept as it is and compressed. Only under an address that names its version is a file for ever. What else is
 * packaged beside them the framework answers.
 */
@Singleton
class AssetsRoutes {

    private static final String PACKAGED = "/META-INF/resources";
    private static final int BEFORE_THE_FRAMEWORK = -1;

    /** Media types by the ends of names. */
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css;charset=UTF-8", "js", "text/javascript;charset=UTF-8", "svg", "image/svg+xml");

    void register(@Observes Router router) throws IOException {
        String ofConsole = DocsResource.swaggerUi();
        for (String path : Stream.concat(
                        Site.ASSETS.stream().map(name -> "/assets/" + name),
                        Stream.of(ofConsole + "/swagger-ui.css", ofConsole + "/swagger-ui-bundle.js"))
                .toList()) {
            byte[] file = Packaged.bytes(PACKAGED + path);
            String type = Objects.requireNonNull(TYPES.get(path.substring(path.lastIndexOf('.') + 1)), path);
            ReadyAnswer lasting = ready(type, file, Answer.FOR_EVER);
            ReadyAnswer passing = ready(type, file, Answer.REVALIDATED);
            String version = Site.VERSION + Page.digest(file);
            router.route(path)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .order(BEFORE_THE_FRAMEWORK)
                    .handler(context -> {
                        boolean lasts = path.startsWith(ofConsole)
                                || version.equals(context.request().query());
                        (lasts ? lasting : passing).send(context.request());
                    });
        }
    }

    private static ReadyAnswer ready(String type, byte[] file, String caching) {
        Answer answer = Answer.of(type)
                .tag('"' + Page.digest(file) + '"')
                .header("Cache-Control", caching)
                .header("Vary", "Accept-Encoding");
        return ReadyAnswer.of(answer, file).orElseThrow();
    }
}
