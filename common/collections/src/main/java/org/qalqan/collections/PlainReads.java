package org.qalqan.collections;

import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qalqan.answers.Accept;
import org.qalqan.answers.Answer;
import org.qalqan.answers.Route;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.problems.ProblemException;

/**
 * Answers what is asked most, before the framework looks at the request: a record, a page of a list, labels, the state of the store. All
 * of it happens on the event loop, with one query or two. Only what is plain is answered here; conditions, codings, formats, methods,
 * mistakes and what is not there are the resources' to answer, of which every path here has one.
 */
@Singleton
class PlainReads {

    private static final int AFTER_THE_REQUEST_LIMITS = 9_000;
    private static final String PREFIX = "/v1/";
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,200}");
    private static final List<String> JSON = List.of(Format.JSON.mediaType());

    private final Codelists codelists;
    private final CollectionReads reads;
    private final Answers answers;
    private final Queries queries;
    private final RevisionResource revision;
    private final Map<String, Read> lists = new HashMap<>();
    private final Map<String, Listing> records = new HashMap<>();

    /** How a request is answered; null when its resource has to do it. */
    private interface Read {
        @Nullable
        Future<Runnable> of(HttpServerRequest request);
    }

    PlainReads(
            Collections collections,
            @All List<EvidenceResource> evidence,
            RecordsResource labels,
            RevisionResource revision,
            Codelists codelists,
            CollectionReads reads,
            Answers answers,
            Queries queries) {
        this.codelists = codelists;
        this.reads = reads;
        this.answers = answers;
        this.queries = queries;
        this.revision = revision;
        for (Declaration declaration : collections.all()) {
            Listing listing = Listing.of(declaration);
            records.put(listing.path(), listing);
            lists.put(listing.path(), request -> page(listing, request));
        }
        evidence.forEach(list -> lists.put(list.asked().path(), request -> page(list, request)));
        lists.put("records", request -> ofStore(labels.labels(RecordsResource.ids(request)), request));
    }

    void register(@Observes Filters filters) {
        filters.register(this::answerOrNext, AFTER_THE_REQUEST_LIMITS);
    }

    private void answerOrNext(RoutingContext context) {
        HttpServerRequest request = context.request();
        Future<Runnable> answer = isPlain(request) ? answer(context) : null;
        if (answer == null) {
            context.next();
            return;
        }
        request.pause();
        answer.onComplete(found -> {
            request.resume();
            if (found.failed()) {
                StoreFailures.end(found.cause(), request);
            } else if (found.result() == null) {
                context.next();
            } else {
                found.result().run();
            }
        });
    }

    private static boolean isPlain(HttpServerRequest request) {
        return Answer.isPlain(request)
                && !request.headers().contains(RevisionMin.HEADER)
                && Accept.best(request.getHeader("Accept"), JSON) != null;
    }

    private @Nullable Future<Runnable> answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        try {
            if (!path.startsWith(PREFIX)) {
                return path.equals(RevisionResource.PATH) ? revision(context) : null;
            }
            int slash = path.indexOf('/', PREFIX.length());
            if (slash < 0) {
                Read list = lists.get(path.substring(PREFIX.length()));
                if (list == null) {
                    return null;
                }
                Route.name(context, path);
                return list.of(request);
            }
            Listing listing = records.get(path.substring(PREFIX.length(), slash));
            String id = path.substring(slash + 1);
            return listing == null || !ID.matcher(id).matches() ? null : record(listing, id, context);
        } catch (ProblemException e) {
            // what is wrong with the request is said by who answers such requests
            return null;
        }
    }

    private @Nullable Future<Runnable> page(Listing listing, HttpServerRequest request) {
        ListQuery query = ListQuery.parse(request.query(), listing, Format.JSON, codelists);
        return query.grouping() != null || !query.includes().isEmpty()
                ? null
                : ofStore(reads.page(listing, query), request);
    }

    private @Nullable Future<Runnable> page(EvidenceResource list, HttpServerRequest request) {
        ListQuery query = ListQuery.parse(request.query(), list.asked(), Format.JSON, codelists);
        return query.grouping() != null ? null : ofStore(list.page(query), request);
    }

    private Future<Runnable> ofStore(Future<Answered> found, HttpServerRequest request) {
        return found.map(answered -> () -> answers.endOfStore(answered, request));
    }

    private @Nullable Future<Runnable> record(Listing listing, String id, RoutingContext context) {
        HttpServerRequest request = context.request();
        RecordQuery query = RecordQuery.parse(request.query(), listing.names());
        if (!query.includes().isEmpty()) {
            return null;
        }
        Route.name(context, PREFIX + listing.path() + "/{id}");
        return reads.get(listing, id, query).map(found -> found.<Runnable>map(
                        record -> () -> answers.endOfRecord(record.answered(), record.changed(), request))
                .orElse(null));
    }

    private Future<Runnable> revision(RoutingContext context) {
        return queries.revision().map(number -> () -> {
            Route.name(context, RevisionResource.PATH);
            revision.end(number, context.response());
        });
    }
}
