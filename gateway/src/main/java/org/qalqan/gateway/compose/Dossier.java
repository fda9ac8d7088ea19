package org.qalqan.gateway.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A composed view of one record: the record, lists of others that have to do with it, and what follows from them. Its sections are
 * declared first, and fetched in parallel; one that needs another waits for that one only. They stand in the answer in the order of
 * their declaration, JSON null in the place of what could not be had.
 */
public final class Dossier {

    private final Composition composition;
    private final String subject;
    private final String id;
    private final Map<String, Future<Part>> parts = new LinkedHashMap<>();
    private final ObjectNode view;
    private final List<ObjectNode> thin = new ArrayList<>();

    private Dossier(Composition composition, String subject, String collection, String id) {
        this.composition = composition;
        this.subject = subject;
        this.id = id;
        this.view = Json.object().put("id", id).put("url", "/v1/" + collection + "/" + id + "/dossier");
        parts.put(subject, composition.owner(subject, collection, id));
    }

    /**
     * The dossier of a record.
     *
     * @param subject the section that shows the record itself
     */
    public static Dossier of(Composition composition, String subject, String collection, String id) {
        return new Dossier(composition, subject, collection, id);
    }

    /** A section for each collection, with its records that refer to the subject; a section is called like its collection, in one word. */
    public Dossier referring(List<String> sections) {
        sections.forEach(section -> list(section, collectionOf(section), "refersTo=" + id));
        return this;
    }

    /** The collection that a section is called after. */
    public static String collectionOf(String section) {
        return section.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** A section with the records of a collection that a query finds. */
    public Dossier list(String section, String collection, String query) {
        return section(section, composition.list(section, collection, query));
    }

    /** A section with the records of a collection that a parameter finds for what another section names. */
    public Dossier listFor(
            String section, String collection, String parameter, String needed, Function<Part, Set<String>> names) {
        return section(section, found(section, collection, parameter, needed, names));
    }

    /**
     * Adds to a section what a parameter finds for what another one names. Without that other one, or with a part of it, the section
     * holds more than is shown, and nothing is concluded from it.
     */
    public Dossier extend(
            String section, String collection, String parameter, String needed, Function<Part, Set<String>> names) {
        Future<Part> first = get(section);
        Future<Part> more = get(needed).compose(part -> {
            if (part.isMissing()) {
                composition.truncate(section);
                return first.map(own -> new Part(section, own.service(), own.value(), true));
            }
            return foundFor(section, collection, parameter, part, names);
        });
        return section(section, Future.all(first, more).map(both -> Composition.union(first.result(), more.result())));
    }

    private Future<Part> found(
            String section, String collection, String parameter, String needed, Function<Part, Set<String>> names) {
        return get(needed)
                .compose(part -> part.isMissing()
                        ? Future.succeededFuture(composition.lostWith(section, collection, part))
                        : foundFor(section, collection, parameter, part, names));
    }

    private Future<Part> foundFor(
            String section, String collection, String parameter, Part needed, Function<Part, Set<String>> names) {
        if (!needed.cut()) {
            return composition.listFor(section, collection, parameter, names.apply(needed));
        }
        composition.truncate(section);
        return composition
                .listFor(section, collection, parameter, names.apply(needed))
                .map(found -> new Part(section, found.service(), found.value(), true));
    }

    /** A section that is fetched in a way of its own, or that takes the place of the one of that name. */
    public Dossier section(String section, Future<Part> part) {
        parts.put(section, part);
        return this;
    }

    /** A section on its way. */
    public Future<Part> get(String section) {
        return Objects.requireNonNull(parts.get(section), section);
    }

    /** A section that has come, once all have. */
    public Part part(String section) {
        return get(section).result();
    }

    /** The records of sections that have come. */
    public List<JsonNode> items(Collection<String> sections) {
        return sections.stream()
                .flatMap(section -> part(section).items().stream())
                .toList();
    }

    /** Waits for all sections, then adds what follows from them, and the labels. */
    public Future<ObjectNode> answer(Runnable conclusions) {
        return Future.all(List.copyOf(parts.values())).compose(all -> {
            parts.forEach((section, part) -> view.set(section, part.result().orNull()));
            conclusions.run();
            return composition.finish(view);
        });
    }

    /** Adds what follows from sections; JSON null when one of them could not be had, or not whole. */
    public void conclude(String name, JsonNode conclusion, String... needed) {
        view.set(name, haveCome(needed) ? conclusion : NullNode.getInstance());
    }

    /** Says what is missing from the record, unless it is there, or nobody can tell because a section could not be had. */
    public void expect(String what, boolean isThere, String why, String... needed) {
        if (!isThere && haveCome(needed)) {
            thin.add(composition.lack(what, why));
        }
    }

    private boolean haveCome(String... sections) {
        return Stream.of(sections).map(this::part).allMatch(Part::isWhole);
    }

    /** Adds what was expected and is not on record. */
    public void addInsufficientEvidence() {
        view.set("insufficientEvidence", Json.array(thin));
    }

    /** Adds why each record is here: to which of the ids it refers, and in which of its fields. */
    public void addReasons(Set<String> ids) {
        Map<String, JsonNode> reasons = new TreeMap<>();
        parts.forEach((section, part) -> {
            if (!section.equals(subject)) {
                part.result().items().forEach(record -> {
                    JsonNode of = composition.reasons(ids, record);
                    // a reading has no type of its own
                    if (!of.isEmpty() && record.path("type").isTextual()) {
                        reasons.put(record.path("id").textValue(), of);
                    }
                });
            }
        });
        ObjectNode because = view.putObject("because");
        reasons.forEach(because::set);
    }
}
