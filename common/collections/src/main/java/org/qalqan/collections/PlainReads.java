package org.qalqan.collections;

import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qalqan.answers.Answer;
import org.qalqan.answers.RevisionMin;
import org.qalqan.answers.Route;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.RequestLimits;
import org.qalqan.problems.Stage;

/**
 * Answers what is asked most, before the framework looks at the request: a record, a page of a list, labels, the state of the store. All
 * of it happens on the event loop, with one query or two. Only what is plain is answered here; conditions, codings, formats, methods,
 * mistakes and what is not there are the resources' to answer, of which every path here has one.
 */
@Singleton
class PlainReads {

    private static final String PREFIX = "/v1/";

    /** No document names it, and so no gateway forwards to it. */
    private static final String TOGETHER = "/internal/reads";

    private static final int MOST_TOGETHER = 100;
    private static final int LARGEST_BUNDLE = 4_000_000;
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,200}");

    private final Codelists codelists;
    private final CollectionReads reads;
    private final Answers answers;
    private final Queries queries;
    private final RevisionResource revision;
    private final Map<String, ListRead> lists = new HashMap<>();
    private final Map<String, Listing> records = new HashMap<>();

    /** What a list answers to a query; null when its resource has to do it. */
    private interface ListRead {
        @Nullable
        Future<Answered> of(@Nullable String query);
    }

    /**
     * How a read is answered.
     *
     * @param template the path as the contract writes it
     * @param found the answer; empty when it is the resource's to say that there is none
     */
    record Read(String template, Future<Optional<PlainAnswer>> found) {}

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
            lists.put(listing.path(), query -> page(listing, query));
        }
        evidence.forEach(list -> lists.put(list.asked().path(), query -> page(list, query)));
        lists.put("records", query -> labels.labels(RecordsResource.ids(query)));
    }

    void register(@Observes Filters filters) {
        filters.register(this::answerOrNext, Stage.PLAIN.priority());
    }

    private void answerOrNext(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.path().equals(TOGETHER) && request.method().equals(HttpMethod.POST)) {
            Route.name(context, TOGETHER);
            RequestLimits.collect(context, addresses -> together(addresses.toString(), request));
        } else if (!isPlain(request)) {
            context.next();
        } else if (request.path().equals(RevisionResource.PATH)) {
            tellRevision(context);
        } else {
            Read read = read(request.uri());
            if (read == null) {
                context.next();
            } else {
                answer(read, context);
            }
        }
    }

    /**
     * Many reads at once, for who composes answers: the addresses come one a line, and in their order go out, of each, the length of its
     * body, its headers, an empty line and the body. A hyphen says that it has to be asked for alone.
     */
    private void together(String addresses, HttpServerRequest request) {
        List<Future<Optional<PlainAnswer>>> reads = new ArrayList<>();
        for (String address : addresses.split("\n", MOST_TOGETHER + 1)) {
            Read read = reads.size() < MOST_TOGETHER ? read(address) : null;
            reads.add(read == null ? Future.succeededFuture(Optional.empty()) : read.found());
        }
        Future.all(reads).onComplete(all -> {
            if (all.failed()) {
                StoreFailures.end(all.cause(), request);
                return;
            }
            Buffer bundle = Buffer.buffer();
            for (Future<Optional<PlainAnswer>> read : reads) {
                Optional<PlainAnswer> plain = read.result().filter(answer -> bundle.length() < LARGEST_BUNDLE);
                if (plain.isPresent()) {
                    plain.get().appendTo(bundle);
                } else {
                    bundle.appendString("-\n");
                }
            }
            if (!request.response().closed() && !request.response().ended()) {
                request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
                        .putHeader(HttpHeaders.CACHE_CONTROL, Answer.NOT_KEPT)
                        .end(bundle);
            }
        });
    }

    private static boolean isPlain(HttpServerRequest request) {
        return Answer.isPlain(request)
                && !request.headers().contains(RevisionMin.HEADER)
                && Format.isJsonBest(request.getHeader("Accept"));
    }

    private void tellRevision(RoutingContext context) {
        HttpServerRequest request = context.request();
        Route.name(context, RevisionResource.PATH);
        request.pause();
        queries.revision().onComplete(number -> {
            request.resume();
            if (number.failed()) {
                StoreFailures.end(number.cause(), request);
            } else {
                revision.end(number.result(), context.response());
            }
        });
    }

    private static void answer(Read read, RoutingContext context) {
        HttpServerRequest request = context.request();
        Route.name(context, read.template());
        // for the resource, who may have to read it
        request.pause();
        read.found().onComplete(found -> {
            request.resume();
            if (found.failed()) {
                StoreFailures.end(found.cause(), request);
            } else if (found.result().isEmpty()) {
                context.next();
            } else {
                PlainAnswer plain = found.result().get();
                plain.answer().end(plain.body(), request);
            }
        });
    }

    /**
     * Reads what stands at the address.
     *
     * @param uri path and query
     * @return null when it is for a resource to answer
     */
    @Nullable
    Read read(String uri) {
        if (!uri.startsWith(PREFIX)) {
            return null;
        }
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        String query = question < 0 ? null : uri.substring(question + 1);
        int slash = path.indexOf('/', PREFIX.length());
        try {
            return slash < 0
                    ? list(path, query, uri)
                    : record(path.substring(PREFIX.length(), slash), path.substring(slash + 1), query, uri);
        } catch (ProblemException e) {
            // what is wrong with a request is said by its resource
            return null;
        }
    }

    private @Nullable Read list(String path, @Nullable String query, String uri) {
        ListRead list = lists.get(path.substring(PREFIX.length()));
        Future<Answered> found = list == null ? null : list.of(query);
        return found == null
                ? null
                : new Read(path, found.map(answered -> Optional.of(answers.plainOfStore(answered, uri))));
    }

    private @Nullable Future<Answered> page(Listing listing, @Nullable String queryString) {
        ListQuery query = ListQuery.parse(queryString, listing, Format.JSON, codelists);
        return query.grouping() != null || !query.includes().isEmpty() ? null : reads.page(listing, query);
    }

    private @Nullable Future<Answered> page(EvidenceResource list, @Nullable String queryString) {
        ListQuery query = ListQuery.parse(queryString, list.asked(), Format.JSON, codelists);
        return query.grouping() != null ? null : list.page(query);
    }

    private @Nullable Read record(String collection, String id, @Nullable String queryString, String uri) {
        Listing listing = records.get(collection);
        if (listing == null || !ID.matcher(id).matches()) {
            return null;
        }
        RecordQuery query = RecordQuery.parse(queryString, listing.names());
        if (!query.includes().isEmpty()) {
            return null;
        }
        return new Read(
                PREFIX + collection + "/{id}",
                reads.get(listing, id, query)
                        .map(found ->
                                found.map(record -> answers.plainOfRecord(record.answered(), record.changed(), uri))));
    }
}
