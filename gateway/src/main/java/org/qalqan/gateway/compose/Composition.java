package org.qalqan.gateway.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qalqan.answers.RevisionMin;
import org.qalqan.gateway.contract.PathTable;
import org.qalqan.gateway.upstream.Call;
import org.qalqan.gateway.upstream.Deadline;
import org.qalqan.gateway.upstream.Reply;
import org.qalqan.gateway.upstream.Revisions;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.gateway.upstream.StoreState;
import org.qalqan.gateway.upstream.UpstreamException;
import org.qalqan.gateway.upstream.UpstreamException.Fault;
import org.qalqan.gateway.upstream.Upstreams;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/**
 * One composed answer in the making. Parts are fetched in parallel, each until its deadline; what cannot be had is remembered as
 * missing, with its service and the reason, and every call that was made is remembered with its entity tag. All of it happens on
 * the one thread of the request.
 */
public final class Composition {

    private static final int PAGE = 200;
    private static final String ITEMS = "items";
    private static final String LABELS = "labels";
    private static final int MAX_IDS_IN_CALL = 200;
    private static final int MAX_LENGTH_OF_IDS = 6_000;
    private static final int MAX_LABELS = 4_000;

    private final Upstreams upstreams;
    private final Revisions revisions;
    private final PathTable paths;
    private final References references;
    private final CompositionConfig config;
    private final Supplier<String> traceparent;
    private final Clocks clocks;
    private final @Nullable String revisionMin;
    private final Deadline deadline;

    private final List<Provenance> composedFrom = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final Set<String> truncated = new TreeSet<>();
    private final Set<String> stale = new HashSet<>();
    private final Map<Service, UpstreamException> away = new EnumMap<>(Service.class);
    private final Map<Service, StoreState> madeFrom = new EnumMap<>(Service.class);
    private boolean madeFromOneStateEach = true;
    private @Nullable Boolean idConfirmed;
    private @Nullable UpstreamException firstFault;

    private record Provenance(
            Service service,
            String url,
            @Nullable String etag,
            @Nullable String revision,
            Status status,
            @Nullable Instant retrievedAt) {}

    private enum Status {
        FRESH,
        STALE,
        MISSING
    }

    private record Missing(String section, Service service, String reason) {}

    /** What an answer cannot be used without: a list or an object, and members beside it. */
    private record Needed(@Nullable String holds, List<String> counts) {

        static final Needed NOTHING = new Needed(null, List.of());
        static final Needed ITEMS_OF_LIST = new Needed(ITEMS, List.of());

        boolean isIn(JsonNode body) {
            return (holds == null || body.path(holds).isContainerNode())
                    && counts.stream().allMatch(body::hasNonNull);
        }
    }

    Composition(
            Upstreams upstreams,
            Revisions revisions,
            PathTable paths,
            References references,
            CompositionConfig config,
            Clocks clocks,
            @Nullable String revisionMin,
            Supplier<String> traceparent) {
        this.revisionMin = revisionMin;
        this.clocks = clocks;
        this.upstreams = upstreams;
        this.revisions = revisions;
        this.paths = paths;
        this.references = references;
        this.config = config;
        this.traceparent = traceparent;
        this.deadline = Deadline.in(config.deadline());
    }

    /**
     * The record that the answer is about. When its service says that there is none, or that it was withdrawn or merged, the
     * answer is that; when its service is away, the answer goes on without it and says that the id is not confirmed.
     */
    public Future<Part> owner(String section, String collection, String id) {
        return owner(section, collection, id, "");
    }

    private Future<Part> owner(String section, String collection, String id, String query) {
        if (!References.isId(id)) {
            // what is none has no parts either, and asking for those of a long one takes its time
            return Future.failedFuture(notFound(collection, id));
        }
        Service service = paths.owner(collection);
        String record = "/v1/" + collection + "/" + id;
        String uri = uri(record, query, "/v1/" + collection + "/{id}");
        idConfirmed = false;
        return call(service, uri)
                .compose(
                        reply -> switch (reply.status()) {
                            case 200 -> {
                                Part part = part(section, service, uri, reply, null);
                                idConfirmed = !part.isMissing();
                                yield Future.succeededFuture(part);
                            }
                            case 404 -> Future.failedFuture(notFound(collection, id));
                            case 410 -> Future.failedFuture(new ProblemException(ProblemType.GONE, detail(reply)));
                            case 301, 308 ->
                                Future.failedFuture(new MovedException(
                                        record, String.valueOf(reply.headers().get("Location"))));
                            default -> Future.succeededFuture(lost(section, uri, unexpected(service, reply)));
                        },
                        e -> recover(section, uri, Needed.NOTHING, e)
                                .onSuccess(part -> idConfirmed = !part.isMissing()));
    }

    private static ProblemException notFound(String collection, String id) {
        return new ProblemException(
                ProblemType.NOT_FOUND, "No record of /v1/" + collection + " has the id " + id + ".");
    }

    /**
     * The record that the answer is about, whichever service keeps it, with what the query asks of it beside. When no service has it, the
     * answer is that; while the one that has it, or might, is away, the answer is that one cannot say.
     */
    public Future<Part> subject(String section, String id, String query) {
        List<Future<Part>> rounds = Stream.of(Service.values())
                .map(service -> records(LABELS, service, List.of(id)))
                .toList();
        return Future.all(rounds)
                .compose(all -> rounds.stream()
                        .flatMap(round -> round.result().items().stream())
                        .findFirst()
                        .map(label -> owner(section, References.collection(label), id, query))
                        .orElseGet(() -> Future.succeededFuture(new Part(section, Service.TIMELINE, null))))
                .map(part -> {
                    if (part.isMissing()) {
                        throw firstFault == null
                                ? new ProblemException(ProblemType.NOT_FOUND, "No record has the id " + id + ".")
                                : firstFault.toProblem();
                    }
                    return part;
                });
    }

    /** The service that keeps the records of a collection. */
    public Service keeper(String collection) {
        return paths.owner(collection);
    }

    /** One object, such as the structure on a date. */
    public Future<Part> object(String section, String path, String query) {
        Service service = paths.target(path)
                .orElseThrow(() -> new IllegalStateException("nobody offers " + path))
                .service();
        return read(section, service, uri(path, query, path), Needed.NOTHING);
    }

    /** The address of a part: the days of the view stand in its query, where the contract takes them. */
    private String uri(String path, String query, String template) {
        String complete = clocks.in(query, paths.queryParameters(template));
        return complete.isEmpty() ? path : path + "?" + complete;
    }

    /**
     * What each service answers at a path that all of them have.
     *
     * @param holds the list or object without which an answer there is unusable
     * @param counts the members beside it without which it is, too
     */
    public Future<Map<Service, Part>> ofEach(String section, String path, String holds, List<String> counts) {
        Map<Service, Future<Part>> calls = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            calls.put(service, read(section, service, path, new Needed(holds, counts)));
        }
        return Future.all(List.copyOf(calls.values())).map(all -> {
            Map<Service, Part> parts = new EnumMap<>(Service.class);
            calls.forEach((service, call) -> parts.put(service, call.result()));
            return parts;
        });
    }

    private Future<Part> read(String section, Service service, String uri, Needed needed) {
        return call(service, uri)
                .compose(
                        reply -> Future.succeededFuture(
                                reply.status() == 200
                                        ? part(section, service, uri, reply, needed, Status.FRESH)
                                        : lost(section, uri, unexpected(service, reply))),
                        e -> recover(section, uri, needed, e));
    }

    /** All records of a collection that the query finds, page by page up to the bound; the whole collection without a query. */
    public Future<Part> list(String section, String collection, String query) {
        return list(section, paths.owner(collection), "/v1/" + collection, query)
                .map(this::admitted);
    }

    /** All readings of one field of a record, from the service that owns the record's collection. */
    public Future<Part> readings(String section, String collection, String record, String field) {
        return readings(section, paths.owner(collection), "record=" + record + "&field=" + field)
                .map(this::admitted);
    }

    /** All readings of a service that the query finds, page by page up to the bound; what lies beyond it is for the caller to tell. */
    public Future<Part> readings(String section, Service service, String query) {
        return list(section, service, "/v1/readings", query);
    }

    private Part admitted(Part list) {
        if (list.cut()) {
            truncate(list.section());
        }
        return list;
    }

    /** Says that a section holds more than is shown. */
    public void truncate(String section) {
        truncated.add(section);
    }

    /** The items of a list that every service has, from one of them, page by page up to the bound; what lies beyond it is for the caller to tell. */
    public Future<Part> list(String section, Service service, String path, String query) {
        String uri = uri(path, (query.isEmpty() ? "" : query + "&") + "limit=" + PAGE, path);
        return pages(section, service, path, uri, Json.array());
    }

    private Future<Part> pages(String section, Service service, String path, String uri, ArrayNode items) {
        return read(section, service, uri, Needed.ITEMS_OF_LIST).compose(page -> {
            if (page.isMissing()) {
                return Future.succeededFuture(page);
            }
            page.orNull().path(ITEMS).forEach(items::add);
            String next = page.orNull().path("next").textValue();
            if (next == null || !next.startsWith(path + "?")) {
                return Future.succeededFuture(new Part(section, service, items));
            }
            if (items.size() >= config.maxItems()) {
                return Future.succeededFuture(new Part(section, service, items, true));
            }
            return pages(section, service, path, next, items);
        });
    }

    /**
     * The records of a collection that a parameter finds for many ids: {@code id=…}, {@code refersTo=…} or a field. The ids are
     * spread over as many calls as addresses can hold; a record that several calls find stands once.
     */
    public Future<Part> listFor(String section, String collection, String parameter, Collection<String> ids) {
        Service service = paths.owner(collection);
        if (ids.isEmpty()) {
            return Future.succeededFuture(new Part(section, service, Json.array()));
        }
        List<Future<Part>> calls = chunks(ids).stream()
                .map(chunk -> list(section, collection, parameter + "=" + String.join(",", chunk)))
                .toList();
        return Future.all(calls).map(all -> {
            Map<String, JsonNode> byId = new LinkedHashMap<>();
            boolean cut = false;
            for (Future<Part> call : calls) {
                if (call.result().isMissing()) {
                    return new Part(section, service, null);
                }
                cut |= call.result().cut();
                call.result().items().forEach(item -> byId.put(item.path("id").asText(), item));
            }
            return new Part(section, service, Json.array(byId.values()), cut);
        });
    }

    /** The records of two lists for one section, each once. */
    public static Part union(Part first, Part second) {
        if (first.isMissing() || second.isMissing()) {
            return new Part(first.section(), first.service(), null);
        }
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        first.items().forEach(item -> byId.put(item.path("id").asText(), item));
        second.items().forEach(item -> byId.putIfAbsent(item.path("id").asText(), item));
        return new Part(first.section(), first.service(), Json.array(byId.values()), first.cut() || second.cut());
    }

    /** Remembers that a section cannot be had because another one on which it depends could not. */
    public Part lostWith(String section, String collection, Part needed) {
        Service service = paths.owner(collection);
        missing.add(new Missing(section, service, "It depends on " + needed.section() + ", which is missing."));
        return new Part(section, service, null);
    }

    /** What the record does not have, and why that matters; said of the day that the view is asked for. */
    public ObjectNode lack(String what, String why) {
        String day = clocks.days().get(Clocks.AS_OF);
        return Json.object().put("what", what).put("why", day == null ? why : "As of " + day + ": " + why);
    }

    /** Whether each service said just now what it knows of every id of the finished view, so that an id without a label is nobody's. */
    public boolean isLabelledWhole() {
        return !truncated.contains(LABELS)
                && !stale.contains(LABELS)
                && missing.stream().noneMatch(gap -> gap.section.equals(LABELS));
    }

    /** Which of the given ids a record refers to, anywhere in its fields. */
    public Set<String> referred(Set<String> ids, JsonNode record) {
        return references.among(ids, record);
    }

    /** Why a record has to do with the given ids: to which of them it refers, and in which of its fields. */
    public ArrayNode reasons(Set<String> ids, JsonNode record) {
        ArrayNode reasons = Json.array();
        references
                .fields(ids, record)
                .forEach((id, fields) -> reasons.addObject().put("refersTo", id).set("fields", Json.words(fields)));
        return reasons;
    }

    /** Whether any part could not be had, or only as it was some time ago. */
    public boolean isPartial() {
        return !missing.isEmpty() || composedFrom.stream().anyMatch(source -> source.status != Status.FRESH);
    }

    /** Labels for the given ids from one service: what it knows of them. */
    public Future<Part> records(String section, Service service, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(new Part(section, service, Json.array()));
        }
        List<Future<Part>> calls = chunks(ids).stream()
                .map(chunk -> read(section, service, "/v1/records?id=" + String.join(",", chunk), Needed.ITEMS_OF_LIST))
                .toList();
        return Future.all(calls).map(all -> {
            ArrayNode items = Json.array();
            for (Future<Part> call : calls) {
                if (call.result().isMissing()) {
                    return new Part(section, service, null);
                }
                call.result().orNull().path(ITEMS).forEach(items::add);
            }
            return new Part(section, service, items);
        });
    }

    /** A read whose answer, whatever its status, is for the caller to judge. */
    public Future<Reply> call(Service service, String uri) {
        return call(service, uri, config.partDeadline());
    }

    /** The same, for which nobody waits longer than that. */
    public Future<Reply> call(Service service, String uri, Duration time) {
        UpstreamException known = away.get(service);
        if (known != null) {
            return Future.failedFuture(known);
        }
        return upstreams.of(service).send(callOf(uri, time)).map(reply -> {
            if (reply.status() >= 500) {
                throw unexpected(service, reply);
            }
            sawState(service, revisions.of(service, reply));
            return reply;
        });
    }

    private Call callOf(String uri, Duration time) {
        Call call = Call.get(uri, traceparent.get(), deadline.orIn(time));
        return revisionMin == null ? call : call.with(RevisionMin.HEADER, revisionMin);
    }

    private void sawState(Service service, @Nullable StoreState state) {
        if (state == null || !state.equals(madeFrom.computeIfAbsent(service, first -> state))) {
            madeFromOneStateEach = false;
        }
    }

    /** The state of each store that the answer was made from; empty when it is not one of each that it is still in, or a part is missing. */
    Map<Service, StoreState> madeFrom() {
        return madeFromOneStateEach && !isPartial() ? madeFrom : Map.of();
    }

    /**
     * Takes a good answer apart and remembers where it came from.
     *
     * @param holds the list or object without which the answer is unusable; null when any object will do
     */
    public Part part(String section, Service service, String uri, Reply reply, @Nullable String holds) {
        return part(section, service, uri, reply, new Needed(holds, List.of()), Status.FRESH);
    }

    private Part part(String section, Service service, String uri, Reply reply, Needed needed, Status status) {
        try {
            ObjectNode body = Json.parse(reply);
            if (!needed.isIn(body)) {
                return lost(section, uri, new UpstreamException(service, Fault.BROKEN, "without " + needed));
            }
            composedFrom.add(new Provenance(
                    service,
                    uri,
                    reply.headers().get("ETag"),
                    reply.headers().get("Data-Revision"),
                    status,
                    reply.retrievedAt()));
            return new Part(section, service, body);
        } catch (IOException e) {
            return lost(section, uri, new UpstreamException(service, Fault.BROKEN, "unreadable", e));
        }
    }

    /** Takes the last good answer in the place of what cannot be had now. */
    private Future<Part> recover(String section, String uri, Needed needed, Throwable e) {
        if (!(e instanceof UpstreamException fault)) {
            return Future.failedFuture(e);
        }
        Service service = fault.service();
        return Future.succeededFuture(upstreams
                .lastGood(service, uri)
                .map(old -> {
                    notice(fault);
                    stale.add(section);
                    return part(section, service, uri, old, needed, Status.STALE);
                })
                .orElseGet(() -> lost(section, uri, fault)));
    }

    /** Does not ask a service again that could not be reached, or was too slow. */
    private void notice(UpstreamException fault) {
        if (fault.fault() == Fault.UNREACHABLE || fault.fault() == Fault.TOO_SLOW) {
            away.putIfAbsent(fault.service(), fault);
        }
        if (firstFault == null) {
            firstFault = fault;
        }
    }

    /** Remembers that a part could not be had, and why. */
    public Part lost(String section, String uri, UpstreamException fault) {
        Service service = fault.service();
        notice(fault);
        missing.add(new Missing(section, service, fault.sentence()));
        composedFrom.add(new Provenance(service, uri, null, null, Status.MISSING, null));
        return new Part(section, service, null);
    }

    private static UpstreamException unexpected(Service service, Reply reply) {
        return UpstreamException.ofStatus(service, reply.status());
    }

    private static String detail(Reply reply) {
        try {
            return Json.parse(reply).path("detail").asText(ProblemType.GONE.title() + ".");
        } catch (IOException e) {
            return ProblemType.GONE.title() + ".";
        }
    }

    private static List<List<String>> chunks(Collection<String> ids) {
        List<List<String>> chunks = new ArrayList<>();
        List<String> chunk = new ArrayList<>();
        int length = 0;
        for (String id : new LinkedHashSet<>(ids)) {
            if (chunk.size() == MAX_IDS_IN_CALL || length + id.length() > MAX_LENGTH_OF_IDS) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                length = 0;
            }
            chunk.add(id);
            length += id.length() + 1;
        }
        chunks.add(chunk);
        return chunks;
    }

    /** Adds labels for every id that occurs in the view, and then what it was composed from and what it lacks. */
    public Future<ObjectNode> finish(ObjectNode view) {
        failWhenNothingCame();
        Map<String, ObjectNode> labels = new TreeMap<>(References.selfLabelled(view));
        Set<String> unlabelled = references.in(view);
        unlabelled.removeAll(labels.keySet());
        List<String> asked = unlabelled.stream().limit(MAX_LABELS).toList();
        if (asked.size() < unlabelled.size()) {
            truncate(LABELS);
        }
        List<Future<Part>> rounds = List.of(Service.values()).stream()
                .map(service -> records(LABELS, service, asked))
                .toList();
        return Future.all(rounds).map(all -> {
            rounds.forEach(round -> round.result()
                    .items()
                    .forEach(record -> labels.put(record.path("id").asText(), References.label(record))));
            ObjectNode labelled = view.putObject(LABELS);
            labels.forEach(labelled::set);
            return provenance(view);
        });
    }

    /** Adds what the answer was composed from and what it lacks. */
    public ObjectNode provenance(ObjectNode answer) {
        failWhenNothingCame();
        if (idConfirmed != null) {
            answer.put("idConfirmed", idConfirmed);
        }
        answer.set("truncated", Json.words(truncated));
        answer.put("partial", isPartial());
        ArrayNode gaps = answer.putArray("missing");
        missing.stream()
                .distinct()
                .sorted(Comparator.comparing(Missing::section).thenComparing(Missing::service))
                .forEach(gap -> gaps.addObject()
                        .put("section", gap.section)
                        .put("service", gap.service.id())
                        .put("reason", gap.reason));
        ArrayNode sources = answer.putArray("composedFrom");
        Set<String> seen = new HashSet<>();
        provenances().forEach(source -> {
            if (seen.add(source.service.id() + " " + source.url)) {
                Instant at = source.retrievedAt;
                sources.addObject()
                        .put("service", source.service.id())
                        .put("url", source.url)
                        .put("etag", source.etag)
                        .put("status", source.status.name().toLowerCase(Locale.ROOT))
                        .put("retrievedAt", at == null ? null : at.toString());
            }
        });
        return answer;
    }

    private List<Provenance> provenances() {
        return composedFrom.stream()
                .sorted(Comparator.comparing(Provenance::service).thenComparing(Provenance::url))
                .toList();
    }

    /** The revisions of the stores that the answer was read from, as {@code Data-Revision} has them; of several of one store the lowest. */
    @Nullable
    String revisions() {
        Map<String, Long> lowest = new TreeMap<>();
        for (Provenance source : composedFrom) {
            String[] revision = source.revision == null ? new String[0] : source.revision.split("=", 2);
            if (revision.length == 2 && revision[1].matches("[0-9]{1,18}")) {
                lowest.merge(revision[0], Long.parseLong(revision[1]), Math::min);
            }
        }
        return lowest.isEmpty()
                ? null
                : lowest.entrySet().stream()
                        .map(revision -> revision.getKey() + "=" + revision.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** What the answer's own entity tag follows from; null when a part has none, or is missing. */
    @Nullable
    String tagOfParts() {
        if (isPartial()) {
            return null;
        }
        StringBuilder tags = new StringBuilder();
        for (Provenance source : provenances()) {
            if (source.etag == null) {
                return null;
            }
            tags.append(source.service).append(source.url).append(source.etag).append('\n');
        }
        return tags.isEmpty() ? null : tags.toString();
    }

    private void failWhenNothingCame() {
        UpstreamException fault = firstFault;
        if (fault != null && composedFrom.stream().allMatch(source -> source.retrievedAt == null)) {
            throw fault.toProblem();
        }
    }
}
