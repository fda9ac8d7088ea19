package org.qalqan.answers;

import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;

/** The path template of a request as the contract writes it, such as {@code /v1/agreements/{id}}: what requests are counted by. */
public final class Route {

    private static final String NAMED = Route.class.getName();
    /** Where the framework puts the templates of resources. */
    private static final String OF_A_RESOURCE = "UrlPathTemplate";

    private static final String NONE = "other";

    private Route() {}

    /** Says what answers the request, where the framework cannot know. */
    public static void name(RoutingContext context, String template) {
        context.put(NAMED, template);
    }

    /** The template; {@code other} for a path that the contract does not describe. */
    static String of(RoutingContext context) {
        String named = context.get(NAMED);
        if (named != null) {
            return named;
        }
        String ofResource =
                ((HttpServerRequestInternal) context.request()).context().getLocal(OF_A_RESOURCE);
        return ofResource == null ? NONE : ofResource;
    }
}
