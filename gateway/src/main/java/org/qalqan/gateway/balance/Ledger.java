package org.qalqan.gateway.balance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Period;

/**
 * The records of one channel, entered under each partner, or vector, that they name. A record that must have a partner but names none
 * is entered under nobody; it can belong to anyone, and so raises what anyone can have.
 */
final class Ledger {

    private final Channel channel;
    private final Map<String, Account> accounts = new TreeMap<>();
    private final Map<String, JsonNode> records = new TreeMap<>();
    private final Set<String> unattributed = new TreeSet<>();
    private final Set<String> withoutPartner = new TreeSet<>();

    /** What is entered under one name: for certain, perhaps in the period, and without a date. */
    private record Account(Set<String> certain, Set<String> possible, Set<String> undated) {

        int count() {
            return certain.size() + possible.size();
        }

        int own() {
            return count() + undated.size();
        }
    }

    Ledger(Channel channel) {
        this.channel = channel;
    }

    /**
     * Enters a record.
     *
     * @param names under which names; none when it is about nobody
     * @param isUnknown whether it has a partner whom nobody knows
     */
    void enter(JsonNode record, Period.Fit fit, Collection<String> names, boolean isUnknown) {
        if (fit == Period.Fit.OUTSIDE) {
            return;
        }
        String id = record.path("id").asText();
        records.put(id, record);
        if (names.isEmpty()) {
            (isUnknown ? unattributed : withoutPartner).add(id);
        }
        for (String name : names) {
            Account account = accounts.computeIfAbsent(
                    name, first -> new Account(new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
            switch (fit) {
                case CERTAIN -> account.certain.add(id);
                case POSSIBLE -> account.possible.add(id);
                default -> account.undated.add(id);
            }
        }
    }

    Set<String> names() {
        return accounts.keySet();
    }

    private Account account(String name) {
        return accounts.getOrDefault(name, new Account(Set.of(), Set.of(), Set.of()));
    }

    private int total() {
        return accounts.values().stream().mapToInt(Account::count).sum();
    }

    /** The share of a name in everything entered in the channel; null when nothing is. */
    @Nullable
    Share share(String name) {
        int total = total();
        if (total == 0) {
            return null;
        }
        Account account = account(name);
        int low = account.certain.size();
        int high = account.own() + unattributed.size();
        int othersLow = accounts.values().stream()
                        .mapToInt(other -> other.certain.size())
                        .sum()
                - low;
        int othersHigh = accounts.values().stream().mapToInt(Account::own).sum() - account.own() + unattributed.size();
        return new Share((double) account.count() / total, part(low, othersHigh), part(high, othersLow));
    }

    private static double part(int own, int others) {
        return own == 0 ? 0 : (double) own / (own + others);
    }

    /** What is entered under a name, with the records behind each figure. */
    ObjectNode toJson(String name) {
        Account account = account(name);
        ObjectNode json = Json.object()
                .put("count", account.count())
                .put("low", account.certain.size())
                .put("high", account.own() + unattributed.size());
        json.putObject("missing").put("undated", account.undated.size()).put("unattributed", unattributed.size());
        Share share = share(name);
        json.set("share", share == null ? null : share.toJson());
        Set<String> counted = new TreeSet<>(account.certain);
        counted.addAll(account.possible);
        json.set("records", Json.words(counted));
        json.set("possible", Json.words(account.possible));
        json.set("undated", Json.words(account.undated));
        json.set("breakdown", breakdown(counted));
        json.set("headcount", headcount(account, counted));
        return json;
    }

    private ObjectNode breakdown(Set<String> counted) {
        Map<String, Integer> words = new TreeMap<>();
        counted.forEach(id -> words.merge(record(id).path(channel.breakdown).asText("unknown"), 1, Integer::sum));
        words.computeIfPresent("null", (word, count) -> {
            words.merge("unknown", count, Integer::sum);
            return null;
        });
        ObjectNode json = Json.object();
        words.forEach(json::put);
        return json;
    }

    private JsonNode record(String id) {
        return records.getOrDefault(id, NullNode.getInstance());
    }

    /** The people of the counted records: at least those of the certain ones, at most also those of the undated ones. */
    private JsonNode headcount(Account account, Set<String> counted) {
        if (channel.headcount == null) {
            return NullNode.getInstance();
        }
        Set<String> all = new TreeSet<>(counted);
        all.addAll(account.undated);
        Set<String> unknown = new TreeSet<>(all);
        unknown.removeIf(id -> hasHeadcount(id) || isIncluded(id, all));
        Set<String> summed = summed(counted);
        boolean isAny = !summed(all).isEmpty();
        Set<String> disputed = new TreeSet<>();
        summed.forEach(id -> record(id).path("disagreements").forEach(field -> {
            if (field.asText().equals(channel.headcount)) {
                disputed.add(id);
            }
        }));
        ObjectNode json = Json.object();
        json.put("value", summed.isEmpty() ? null : people(counted, "value"));
        json.put("low", isAny ? people(account.certain, "low") : null);
        json.put("high", isAny ? people(all, "high") : null);
        json.set("records", Json.words(summed));
        json.set("unknown", Json.words(unknown));
        json.set("disputed", Json.words(disputed));
        return json;
    }

    private boolean hasHeadcount(String id) {
        return record(id).path(channel.headcount).isObject();
    }

    private @Nullable BigDecimal people(Set<String> ids, String bound) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String id : summed(ids)) {
            sum = plus(sum, record(id).path(channel.headcount).path(bound));
        }
        return sum;
    }

    /** Those of them that have a number, and are in that of no larger one. */
    private Set<String> summed(Set<String> ids) {
        Set<String> summed = new TreeSet<>(ids);
        summed.removeIf(id -> !hasHeadcount(id) || isIncluded(id, ids));
        return summed;
    }

    /** Whether it is part of a larger one among them that has a number. */
    private boolean isIncluded(String id, Set<String> ids) {
        Set<String> larger = new HashSet<>();
        String next = record(id).path("partOf").asText();
        while (ids.contains(next) && larger.add(next)) {
            next = record(next).path("partOf").asText();
        }
        return larger.stream().anyMatch(this::hasHeadcount);
    }

    /** A sum with a part that has no number has none either. */
    private static @Nullable BigDecimal plus(@Nullable BigDecimal sum, JsonNode number) {
        return sum == null || !number.isNumber() ? null : sum.add(number.decimalValue());
    }

    /** What the channel holds as a whole. */
    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("channel", channel.word())
                .put("collection", channel.collection)
                .put("url", "/v1/" + channel.collection)
                .put("entries", total());
        json.set("unattributed", Json.words(unattributed));
        json.set("withoutPartner", Json.words(withoutPartner));
        return json;
    }
}
