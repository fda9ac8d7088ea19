package org.qalqan.gateway.structurecompare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.qalqan.evidence.Edtf;
import org.qalqan.gateway.compose.Json;

/**
 * Which provisions of which decrees stand behind a change. Every account counts, not only the one that a record shows; what sources
 * differ on is marked as disputed.
 */
final class Decrees {

    /** What is done to a formation without making, moving or ending it. */
    private static final Set<String> NOT_STRUCTURAL = Set.of("strengthens", "transforms", "appoints", "relieves");

    private static final String DEPRECATED = "deprecated";
    private static final String STATED = "stated";

    private final List<JsonNode> decrees;
    private final Map<String, JsonNode> formations;
    private final LocalDate from;
    private final LocalDate to;

    /** How a decree comes to stand behind a change. */
    private enum Link {
        NAMES,
        PARENTS,
        ESTABLISHES
    }

    /** The accounts of one provision, those that name the change among them. */
    private record Accounts(JsonNode value, List<JsonNode> all, List<JsonNode> naming) {}

    Decrees(List<JsonNode> decrees, Map<String, JsonNode> formations, LocalDate from, LocalDate to) {
        this.decrees = decrees;
        this.formations = formations;
        this.from = from;
        this.to = to;
    }

    /** The decrees that were, or can have been, signed between the days, with their provisions that made the change. */
    ArrayNode behind(Change change) {
        ArrayNode behind = Json.array();
        for (JsonNode decree : decrees) {
            String timing = timing(decree);
            if (timing != null) {
                links(decree, change).forEach(link -> behind.add(link.put("timing", timing)));
            }
        }
        return behind;
    }

    /** Why no decree stands behind a change. */
    String whyNone(Change change) {
        List<String> outside = decrees.stream()
                .filter(decree ->
                        timing(decree) == null && !links(decree, change).isEmpty())
                .map(decree -> decree.path("id").asText())
                .toList();
        if (!outside.isEmpty()) {
            return "Signed outside of the period: " + String.join(", ", outside)
                    + ". No other decree on record is behind it.";
        }
        boolean lookedFor =
                change.after().stream().anyMatch(id -> record(id).path("status").has("establishedBy"));
        return lookedFor
                ? "An act behind it was looked for, and no source states one."
                : "No decree on record names it.";
    }

    /** Whether the decree was signed between the days, by all accounts; null when by none. */
    private @Nullable String timing(JsonNode decree) {
        List<Edtf> dates = dates(decree);
        if (dates.isEmpty()) {
            return "unknown";
        }
        long outside = dates.stream().filter(this::isOutside).count();
        if (outside == dates.size()) {
            return null;
        }
        if (outside > 0) {
            return Certainty.DISPUTED.word();
        }
        return (dates.stream().allMatch(this::isInside) ? Certainty.CERTAIN : Certainty.POSSIBLE).word();
    }

    private static List<Edtf> dates(JsonNode decree) {
        List<Edtf> dates = new ArrayList<>();
        accounts(decree, "signedOn").forEach(account -> {
            if (account.path("value").isTextual()) {
                dates.add(Edtf.parse(account.path("value").textValue()));
            }
        });
        String shown = decree.path("signedOn").path("edtf").textValue();
        if (dates.isEmpty() && shown != null) {
            dates.add(Edtf.parse(shown));
        }
        return dates;
    }

    private boolean isOutside(Edtf date) {
        LocalDate earliest = date.earliest();
        LocalDate latest = date.latest();
        return (earliest != null && earliest.isAfter(to)) || (latest != null && latest.isBefore(from));
    }

    private boolean isInside(Edtf date) {
        LocalDate earliest = date.earliest();
        LocalDate latest = date.latest();
        return earliest != null && latest != null && !earliest.isBefore(from) && !latest.isAfter(to);
    }

    private List<ObjectNode> links(JsonNode decree, Change change) {
        List<ObjectNode> links = new ArrayList<>();
        for (Link link : List.of(Link.NAMES, Link.PARENTS)) {
            if (links.isEmpty()) {
                provisions(decree, change, link)
                        .forEach((key, accounts) -> links.add(link(decree, key, accounts, link)));
            }
        }
        boolean establishes = change.after().stream()
                .anyMatch(id -> record(id).path("establishedBy").equals(decree.path("id")));
        if (links.isEmpty() && establishes) {
            links.add(link(decree, null, null, Link.ESTABLISHES));
        }
        return links;
    }

    private JsonNode record(String formation) {
        JsonNode record = formations.get(formation);
        return record == null ? Json.object() : record;
    }

    private static Map<String, Accounts> provisions(JsonNode decree, Change change, Link link) {
        Map<String, Accounts> byKey = new LinkedHashMap<>();
        for (JsonNode account : accounts(decree, "provisions")) {
            JsonNode provision = account.path("value");
            Accounts accounts = byKey.computeIfAbsent(
                    provision.path("key").asText(),
                    key -> new Accounts(shown(decree, key, provision), new ArrayList<>(), new ArrayList<>()));
            accounts.all.add(account);
            if (isBehind(provision, change, link)) {
                accounts.naming.add(account);
            }
        }
        byKey.values().removeIf(accounts -> accounts.naming.isEmpty());
        return byKey;
    }

    private static JsonNode shown(JsonNode decree, String key, JsonNode otherwise) {
        for (JsonNode provision : decree.path("provisions")) {
            if (provision.path("key").asText().equals(key)) {
                return provision;
            }
        }
        return otherwise;
    }

    private static boolean isBehind(JsonNode provision, Change change, Link link) {
        if (NOT_STRUCTURAL.contains(provision.path("action").asText())) {
            return false;
        }
        String target = provision.path("target").asText();
        Set<String> results = new TreeSet<>();
        provision.path("results").forEach(result -> results.add(result.asText()));
        if (link == Link.PARENTS) {
            return change.above().contains(target) && results.stream().anyMatch(change.nowAbove()::contains);
        }
        return change.before().contains(target)
                || change.after().contains(target)
                || results.stream().anyMatch(change.after()::contains);
    }

    private static List<JsonNode> accounts(JsonNode decree, String field) {
        List<JsonNode> accounts = new ArrayList<>();
        decree.path("readings").forEach(reading -> {
            if (reading.path("field").asText().equals(field)
                    && !reading.path("rank").asText().equals(DEPRECATED)) {
                accounts.add(reading);
            }
        });
        return accounts;
    }

    private static ObjectNode link(JsonNode decree, @Nullable String key, @Nullable Accounts accounts, Link link) {
        ObjectNode json = Json.object();
        json.set("decree", decree.path("id"));
        json.set("signedOn", decree.get("signedOn"));
        json.put("link", link.name().toLowerCase(Locale.ROOT));
        json.put("provision", key);
        json.set("action", accounts == null ? null : accounts.value.get("action"));
        json.set("summary", accounts == null ? null : accounts.value.get("summary"));
        json.put("disputed", accounts != null && accounts.naming.size() < accounts.all.size());
        List<JsonNode> naming = accounts == null ? List.of() : accounts.naming;
        json.put("basis", basis(naming));
        ArrayNode readings = json.putArray("readings");
        naming.forEach(account -> readings.add(account.path("id")));
        return json;
    }

    /** Stated when one account states it; null when there is none to tell. */
    private static @Nullable String basis(List<JsonNode> accounts) {
        List<String> bases =
                accounts.stream().map(account -> account.path("basis").asText()).toList();
        if (bases.isEmpty()) {
            return null;
        }
        return bases.contains(STATED) ? STATED : bases.get(0);
    }
}
