package org.qalqan.gateway.ready;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.qalqan.answers.RevisionMin;
import org.qalqan.answers.Route;
import org.qalqan.gateway.upstream.Contexts;
import org.qalqan.gateway.upstream.Revisions;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.upstream.StoreState;
import org.qalqan.problems.Stage;

/**
 * Keeps whole answers, and gives them to who asks the same, before anything else looks at the request. An answer is given only while every
 * store that it was made from is known to be in the state that it was made from.
 */
@Singleton
public class ReadyAnswers {

    private static final int OVERHEAD = 1_000;

    /** What makes a read somebody's own: who asks, and how recent the answer has to be. */
    public static final List<String> OWN_HEADERS = List.of("Authorization", RevisionMin.HEADER);

    /** How much is kept. */
    @ConfigMapping(prefix = "ready")
    interface Config {

        /** Memory for the answers; 0 keeps none. */
        @WithDefault("48M")
        MemorySize kept();
    }

    private record Question(String uri, @Nullable String accept) {

        int weight() {
            return uri.length() + (accept == null ? 0 : accept.length());
        }
    }

    private record Kept(String route, Counter given, ReadyAnswer answer, Map<Service, StoreState> madeFrom) {

        boolean isMadeFrom(Function<Service, @Nullable StoreState> present) {
            for (Map.Entry<Service, StoreState> made : madeFrom.entrySet()) {
                if (!made.getValue().equals(present.apply(made.getKey()))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Revisions revisions;
    private final Cache<Question, Kept> answers;
    private final boolean keeping;
    private final Vertx vertx;
    private final MeterRegistry registry;

    ReadyAnswers(Config config, Revisions revisions, Vertx vertx, MeterRegistry registry) {
        this.registry = registry;
        this.vertx = vertx;
        this.revisions = revisions;
        this.keeping = config.kept().asLongValue() > 0;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(config.kept().asLongValue())
                .weigher((Question question, Kept entry) -> OVERHEAD + question.weight() + entry.answer.weight())
                .build();
    }

    void register(@Observes Filters filters) {
        if (keeping) {
            filters.register(this::answerOrNext, Stage.READY.priority());
        }
    }

    private void answerOrNext(RoutingContext context) {
        HttpServerRequest request = context.request();
        Kept entry = isForAnybody(request) ? answers.getIfPresent(question(request)) : null;
        if (entry == null || !entry.isMadeFrom(revisions::last)) {
            context.next();
        } else if (entry.isMadeFrom(revisions::confirmed)) {
            give(entry, context);
        } else {
            request.pause();
            Contexts.here(vertx, revisions.confirm(entry.madeFrom.keySet())).onComplete(asked -> {
                request.resume();
                if (entry.isMadeFrom(revisions::confirmed)) {
                    give(entry, context);
                } else {
                    context.next();
                }
            });
        }
    }

    private static void give(Kept entry, RoutingContext context) {
        Route.name(context, entry.route);
        entry.given.increment();
        entry.answer.send(context.request());
    }

    /**
     * Keeps the answer for who asks the same.
     *
     * @param route the path as the document writes it
     * @param madeFrom the state of each store that took part; without any, the answer is not kept
     */
    public void keep(HttpServerRequest request, String route, ReadyAnswer answer, Map<Service, StoreState> madeFrom) {
        if (keeping && !madeFrom.isEmpty() && isForAnybody(request)) {
            answers.put(question(request), new Kept(route, given(route), answer, Map.copyOf(madeFrom)));
        }
    }

    private Counter given(String route) {
        return Counter.builder("ready.answers")
                .description("Answers that were given as they were kept.")
                .tag("uri", route)
                .register(registry);
    }

    private static Question question(HttpServerRequest request) {
        return new Question(request.uri(), request.getHeader(HttpHeaders.ACCEPT));
    }

    /** Whether nothing but the address and the format tells what the answer is: nobody has to be asked who may ask, or for how recent an answer. */
    public static boolean isForAnybody(HttpServerRequest request) {
        return (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD))
                && OWN_HEADERS.stream().noneMatch(request.headers()::contains);
    }
}
