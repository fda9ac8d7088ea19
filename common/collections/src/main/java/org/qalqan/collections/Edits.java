package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.qalqan.collections.Entries.Checked;
import org.qalqan.collections.Entries.WithReading;
import org.qalqan.collections.StoredEntries.StoredEntry;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.DerivationRule;
import org.qalqan.evidence.Reading;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/**
 * What editors do to records. Each edit is one transaction that waits for its turn: it sees what all before it did, is checked as the
 * dataset is, and is there with its place in the history, or not at all. What was said once stays: a reading is added, ranked, or set aside.
 */
@ApplicationScoped
public class Edits {

    private static final Logger LOG = Logger.getLogger(Edits.class);

    private static final String ID = "id";
    private static final String WITHDRAWN = "withdrawn";
    private static final String MERGED_INTO = "mergedInto";
    private static final String INTO = "into";
    private static final String FIELD = "field";
    private static final List<String> OF_LEAVING = List.of(WITHDRAWN, MERGED_INTO);
    private static final List<String> CHANGEABLE_IN_READING = List.of("rank", "difference", "note");
    private static final int CREATED = 201;
    private static final int DONE = 200;

    private final Store store;
    private final StoredEntries stored;
    private final Entries entries;
    private final EditAnswers answers;
    private final IdempotencyKeys keys;
    private final Collections collections;

    Edits(
            Store store,
            StoredEntries stored,
            Entries entries,
            EditAnswers answers,
            IdempotencyKeys keys,
            Collections collections) {
        this.store = store;
        this.stored = stored;
        this.entries = entries;
        this.answers = answers;
        this.keys = keys;
        this.collections = collections;
    }

    /** What an edit comes to: the writes, and the record of which the answer tells the change. */
    private record Outcome(List<RecordWrite> writes, String changed, int status) {

        static Outcome of(RecordWrite write, int status) {
            return new Outcome(List.of(write), write.id(), status);
        }
    }

    private interface Step {
        Outcome outcome();
    }

    /** A record that was not there. */
    @Transactional
    public Response create(Declaration declaration, HttpServerRequest http, String who, byte[] body) {
        EditRequest request = EditRequest.of(http, who, body);
        return once(request, () -> {
            ObjectNode entry = request.content();
            String id = entry.path(ID).asText();
            StoredEntry taken = stored.find(id).orElse(null);
            if (taken != null) {
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "The id '" + id + "' is taken by a record of type " + taken.type() + ", which is "
                                + taken.state() + ".");
            }
            RecordWrite.Put put = put(declaration, entry, List.of(), request.vouched());
            request.vouched().requireAbsent(id);
            return Outcome.of(put, CREATED);
        });
    }

    /** The record as a whole. */
    @Transactional
    public Response replace(Declaration declaration, String id, HttpServerRequest http, String who, byte[] body) {
        EditRequest request = EditRequest.of(http, who, body);
        return change(declaration, id, request, before -> request.content());
    }

    /** Some of its members (RFC 7396). */
    @Transactional
    public Response patch(Declaration declaration, String id, HttpServerRequest http, String who, byte[] body) {
        EditRequest request = EditRequest.of(http, who, body);
        return change(declaration, id, request, before -> MergePatch.apply(request.content(), before.entry()));
    }

    private interface Change {
        ObjectNode of(StoredEntry before);
    }

    private Response change(Declaration declaration, String id, EditRequest request, Change change) {
        return once(request, () -> {
            StoredEntry before = current(declaration, id, request);
            ObjectNode entry = change.of(before);
            if (!entry.path(ID).asText().equals(id)) {
                throw invalid("/" + ID, "the id is '" + id + "', and never another");
            }
            return edited(declaration, before, entry, request.vouched());
        });
    }

    private Outcome edited(Declaration declaration, StoredEntry before, ObjectNode entry, Vouched vouched) {
        List<Reading> kept = stored.readings(before.id());
        RecordWrite.Put put = put(declaration, entry, kept, vouched);
        boolean same = Json.write(put.entry()).equals(Json.write(before.entry()));
        return new Outcome(same ? List.of() : List.of(put), before.id(), DONE);
    }

    /** One reading more. */
    @Transactional
    public Response addReading(Declaration declaration, String id, HttpServerRequest http, String who, byte[] body) {
        EditRequest request = EditRequest.of(http, who, body);
        return once(request, () -> {
            StoredEntry before = current(declaration, id, request);
            ObjectNode reading = request.content().deepCopy();
            String field = reading.path(FIELD).asText();
            reading.remove(FIELD);
            if (declaration.field(field).isEmpty()) {
                throw ProblemException.invalidBody(List.of(FieldError.body(
                        "/" + FIELD,
                        "'" + field + "' is no field of " + declaration.path(),
                        declaration.fields().stream().map(Field::name).toList(),
                        field)));
            }
            if (!reading.has("value") && !reading.has("missing")) {
                throw invalid("/value", "a reading has a 'value', or says with 'missing' why there is none");
            }
            WithReading added = entries.withReading(declaration, before.entry(), field, reading);
            return withReading(declaration, before, added, CREATED, request.vouched());
        });
    }

    /** The rank of a reading, or what is said about it; what it says stays. */
    @Transactional
    public Response changeReading(
            Declaration declaration, String id, String reading, HttpServerRequest http, String who, byte[] body) {
        EditRequest request = EditRequest.of(http, who, body);
        return once(request, () -> {
            StoredEntry before = current(declaration, id, request);
            ObjectNode changes = request.content();
            List<FieldError> errors = new ArrayList<>();
            changes.fieldNames().forEachRemaining(name -> {
                if (!CHANGEABLE_IN_READING.contains(name)) {
                    errors.add(FieldError.body(
                            "/" + name,
                            "what a reading says stays: add another one, and set this one aside with the rank 'deprecated'",
                            CHANGEABLE_IN_READING,
                            name));
                }
            });
            if (!errors.isEmpty()) {
                throw ProblemException.invalidBody(errors);
            }
            WithReading changed = entries.withChangedReading(declaration, before.entry(), reading, changes)
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.NOT_FOUND, "The record '" + id + "' has no reading '" + reading + "'."));
            return withReading(declaration, before, changed, DONE, request.vouched());
        });
    }

    /** Errors in the reading are said at its own members, as the client sent them. */
    private Outcome withReading(
            Declaration declaration, StoredEntry before, WithReading changed, int status, Vouched vouched) {
        try {
            Outcome outcome = edited(declaration, before, changed.entry(), vouched);
            return new Outcome(outcome.writes(), outcome.changed(), status);
        } catch (ProblemException e) {
            throw e.atBody(changed.pointer());
        }
    }

    /** The record leaves; its id answers 410 with the reason for ever. */
    @Transactional
    public Response withdraw(Declaration declaration, String id, HttpServerRequest http, String who) {
        EditRequest request = EditRequest.of(http, who);
        return once(request, () -> {
            StoredEntry before = current(declaration, id, request);
            requireUnreferred(id, request.vouched());
            ObjectNode entry = before.entry().deepCopy();
            entry.putObject(WITHDRAWN)
                    .put("on", LocalDate.now(ZoneOffset.UTC).toString())
                    .put(EditRequest.REASON, request.why());
            return Outcome.of(
                    new RecordWrite.Withdraw(declaration, id, before.title(), request.why(), entry, null), DONE);
        });
    }

    /** Another record of the collection takes its place, and all that is said in it. */
    @Transactional
    public Response merge(Declaration declaration, String id, HttpServerRequest http, String who, byte[] body) {
        EditRequest request = EditRequest.of(http, who, body);
        return once(request, () -> {
            StoredEntry before = current(declaration, id, request);
            StoredEntry successor = successor(declaration, id, request.content());
            requireUnreferred(id, request.vouched());
            ObjectNode both = entries.withAllOf(declaration, successor.entry(), before.entry());
            StoreSurroundings around = new StoreSurroundings(stored, collections, request.vouched(), id);
            RecordWrite.Put put = put(declaration, both, stored.readings(successor.id()), request.vouched(), around);
            ObjectNode entry = before.entry().deepCopy().put(MERGED_INTO, successor.id());
            return new Outcome(
                    List.of(put, new RecordWrite.Merge(declaration, id, before.title(), successor.id(), entry, null)),
                    id,
                    DONE);
        });
    }

    private StoredEntry successor(Declaration declaration, String id, ObjectNode body) {
        List<FieldError> errors = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals(INTO)) {
                errors.add(FieldError.body("/" + name, "there is no '" + name + "' here", List.of(INTO), name));
            }
        });
        String into = body.path(INTO).asText();
        Optional<StoredEntry> successor = stored.find(into)
                .filter(found -> found.isCurrent() && found.type().equals(declaration.type()) && !into.equals(id));
        if (successor.isEmpty()) {
            errors.add(FieldError.body(
                    "/" + INTO, "'" + INTO + "' is the id of another current record of " + declaration.path()));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalidBody(errors);
        }
        return successor.orElseThrow();
    }

    /** Runs the step when its turn has come, unless the same request has been answered before: then as then. */
    private Response once(EditRequest request, Step step) {
        store.lockForWriting();
        Optional<IdempotencyKeys.Done> before = keys.done(request);
        if (before.isPresent()) {
            return answers.again(before.get());
        }
        Outcome outcome = step.outcome();
        long revision = outcome.writes().isEmpty()
                ? stored.find(outcome.changed()).orElseThrow().revision()
                : store.write(outcome.writes(), request.who(), request.why());
        IdempotencyKeys.Done done = new IdempotencyKeys.Done(outcome.status(), outcome.changed(), revision);
        keys.keep(request, done);
        outcome.writes()
                .forEach(write -> LOG.infof(
                        "%s %s by %s at revision %d",
                        write.getClass().getSimpleName(), write.id(), printable(request.who()), revision));
        return answers.again(done);
    }

    /** Nobody writes lines of their own into the log. */
    private static String printable(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}@._:/-]", "?");
    }

    private StoredEntry current(Declaration declaration, String id, EditRequest request) {
        StoredEntry entry = stored.find(id)
                .filter(found -> found.type().equals(declaration.type()))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "There is no record '" + id + "' in " + declaration.path() + "."));
        if (entry.reason() != null) {
            throw new ProblemException(ProblemType.GONE, "The record '" + id + "' was withdrawn: " + entry.reason());
        }
        if (entry.successor() != null) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "The record '" + id + "' was merged into '" + entry.successor() + "': change that one.");
        }
        request.requireMatch(entry.revision());
        return entry;
    }

    /** The write of an entry; every reading that there was has to be there still. */
    private RecordWrite.Put put(Declaration declaration, ObjectNode entry, List<Reading> before, Vouched vouched) {
        return put(declaration, entry, before, vouched, new StoreSurroundings(stored, collections, vouched, null));
    }

    private RecordWrite.Put put(
            Declaration declaration,
            ObjectNode entry,
            List<Reading> before,
            Vouched vouched,
            StoreSurroundings around) {
        List<FieldError> errors = new ArrayList<>();
        for (String member : OF_LEAVING) {
            if (entry.has(member)) {
                errors.add(FieldError.body(
                        "/" + member,
                        "'" + member + "' is not written: DELETE withdraws a record, and 'merge' merges it"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalidBody(errors);
        }
        Checked checked = entries.check(declaration, entry, around);
        RecordDraft draft = checked.draft();
        if (draft == null) {
            throw ProblemException.invalidBody(checked.errors());
        }
        requireKept(before, draft.readings());
        requireFollowing(draft);
        vouched.requireReferences(around.elsewhere());
        return new RecordWrite.Put(declaration, draft, checked.entry(), null);
    }

    private static void requireKept(List<Reading> before, List<Reading> after) {
        Set<String> said = new HashSet<>();
        after.forEach(reading -> said.add(whatItSays(reading)));
        List<FieldError> lost = before.stream()
                .filter(reading -> !said.contains(whatItSays(reading)))
                .map(reading -> FieldError.body(
                        "/" + reading.field(),
                        "the reading '" + reading.id()
                                + "' would be lost: it stays, with the rank 'deprecated' when it no longer counts"))
                .toList();
        if (!lost.isEmpty()) {
            throw ProblemException.invalidBody(lost);
        }
    }

    /** What other records have computed from this one goes on following from it. */
    private void requireFollowing(RecordDraft draft) {
        List<FieldError> stale = new ArrayList<>();
        for (Reading derived : stored.computedFrom(draft.id())) {
            boolean follows = DerivationRule.follows(
                    derived,
                    input -> input.among(
                            input.record().equals(draft.id()) ? draft.readings() : stored.readings(input.record())));
            if (!follows) {
                String message = "the reading '" + derived.id() + "' is the " + derived.rule() + " of "
                        + String.join(", ", derived.inputs()) + ": give it the rank '" + Reading.DEPRECATED
                        + "' first, and add it anew afterwards";
                stale.add(new FieldError("path", "id", null, message, null, null));
            }
        }
        if (!stale.isEmpty()) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "What is computed from the record '" + draft.id() + "' would no longer follow from it.",
                    stale,
                    Map.of());
        }
    }

    /** All of a reading but how it is ranked, and what is said about it. */
    private static String whatItSays(Reading reading) {
        JsonNode value = reading.value();
        return String.join(
                "\n",
                reading.field(),
                String.valueOf(reading.item()),
                value == null ? "" : Json.write(value),
                String.valueOf(reading.missing()),
                String.valueOf(reading.source()),
                String.valueOf(reading.paragraph()),
                reading.basis(),
                String.valueOf(reading.qualifier()),
                String.valueOf(reading.rule()),
                String.join(",", reading.inputs()),
                String.valueOf(reading.statedOn()));
    }

    private void requireUnreferred(String id, Vouched vouched) {
        List<String> referrers = stored.referrers(id);
        if (!referrers.isEmpty()) {
            throw Referrers.conflict(id, referrers);
        }
        vouched.requireUnreferred(id);
    }

    private static ProblemException invalid(String pointer, String message) {
        return ProblemException.invalidBody(List.of(FieldError.body(pointer, message)));
    }
}
