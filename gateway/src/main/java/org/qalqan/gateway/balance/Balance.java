package org.qalqan.gateway.balance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.compose.Period;
import org.qalqan.gateway.partners.ForeignPartners;

/**
 * Partners, or vectors, by channels. A record that names several partners counts once for each. A channel that cannot be had whole leaves its
 * figures null; while it has a weight, nobody is ranked.
 */
final class Balance {

    private static final String NOT_APPLICABLE = "not-applicable";

    private final Composition composition;
    private final Weights weights;
    private final Period period;
    private final boolean byVector;
    private final String query;
    private final Map<String, JsonNode> partners = new HashMap<>();
    private final Set<String> notPartners = new TreeSet<>();
    private final Map<Channel, Ledger> ledgers = new EnumMap<>(Channel.class);
    private final ArrayNode insufficient = Json.array();

    Balance(Composition composition, Weights weights, Period period, boolean byVector, String query) {
        this.composition = composition;
        this.weights = weights;
        this.period = period;
        this.byVector = byVector;
        this.query = query;
    }

    Future<ObjectNode> compose() {
        Future<Part> all = composition.list("entries", "partners", "fields=id,kind,vector,status");
        Map<Channel, Future<Part>> lists = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            lists.put(channel, composition.list(channel.word(), channel.collection, "fields=" + channel.fields()));
        }
        List<Future<?>> calls = new ArrayList<>(lists.values());
        calls.add(all);
        return Future.all(calls).compose(done -> {
            ObjectNode view = heading();
            if (!all.result().isWhole()) {
                return composition.finish(withoutEntries(view));
            }
            read(all.result());
            lists.forEach((channel, list) -> enter(channel, list.result()));
            return composition.finish(fill(view));
        });
    }

    private ObjectNode heading() {
        ObjectNode view = Json.object();
        view.put("url", "/v1/balance?" + query + "weights=" + weights.text());
        view.put("by", byVector ? "vector" : "partner");
        view.put("from", period.first() == null ? null : period.first().toString());
        view.put("to", period.last() == null ? null : period.last().toString());
        view.set("weights", weights.toJson());
        return view;
    }

    private static ObjectNode withoutEntries(ObjectNode view) {
        List.of("channels", "entries", "ranking", "pairs", "leaders", "flips", "notPartners", "withoutRecords")
                .forEach(view::putNull);
        view.putArray("insufficientEvidence");
        return view;
    }

    private void read(Part list) {
        list.items().forEach(partner -> {
            String id = partner.path("id").asText();
            partners.put(id, partner);
            if (ForeignPartners.isSubjectOfTheRecord(partner)) {
                notPartners.add(id);
            }
        });
    }

    private void enter(Channel channel, Part list) {
        if (!list.isWhole()) {
            return;
        }
        Ledger ledger = new Ledger(channel);
        ledgers.put(channel, ledger);
        list.items().forEach(record -> {
            Set<String> foreign = channel.parties(record);
            foreign.removeAll(notPartners);
            Set<String> names = byVector ? vectors(foreign) : foreign;
            boolean isUnknown = foreign.isEmpty()
                    ? channel.lacksPartner(record)
                    : foreign.stream().anyMatch(this::hasUnknownVector);
            ledger.enter(record, period.fit(channel.date(record)), names, isUnknown);
        });
    }

    private Set<String> vectors(Set<String> foreign) {
        Set<String> vectors = new TreeSet<>();
        foreign.forEach(id -> {
            JsonNode vector = partner(id).path("vector");
            if (vector.isTextual()) {
                vectors.add(vector.textValue());
            }
        });
        return vectors;
    }

    private JsonNode partner(String id) {
        return partners.getOrDefault(id, Json.object());
    }

    /** An organisation of the whole world is in no direction; of others it is only not known. */
    private boolean hasUnknownVector(String id) {
        return !partner(id).path("vector").isTextual()
                && !partner(id).path("status").path("vector").asText().equals(NOT_APPLICABLE);
    }

    private ObjectNode fill(ObjectNode view) {
        Set<String> names = new TreeSet<>();
        ledgers.values().forEach(ledger -> names.addAll(ledger.names()));
        Ranking ranking = new Ranking(ledgers, names, weights, query);
        boolean everyChannelIsThere = ledgers.size() == Channel.values().length
                || weights.byChannel().entrySet().stream()
                        .allMatch(weight -> weight.getValue().signum() == 0 || ledgers.containsKey(weight.getKey()));
        boolean ranked = everyChannelIsThere && ranking.isPossible();
        ArrayNode channels = view.putArray("channels");
        ledgers.values().forEach(ledger -> channels.add(ledger.toJson()));
        view.set("entries", entries(ranking.order()));
        view.set("ranking", ranked ? ranking.places() : null);
        ArrayNode pairs = ranking.pairs();
        ArrayNode leaders = ranking.leaders();
        view.set("pairs", ranked ? pairs : null);
        view.set("leaders", everyChannelIsThere ? leaders : null);
        view.set("flips", ranked ? flips(pairs, leaders, ranking.order().get(0)) : null);
        view.set("notPartners", Json.words(notPartners));
        view.set("withoutRecords", ledgers.size() == Channel.values().length ? Json.words(idle(names)) : null);
        judge(channels, pairs, ranked);
        view.set("insufficientEvidence", insufficient);
        return view;
    }

    private Set<String> idle(Set<String> names) {
        Set<String> idle = new TreeSet<>();
        if (!byVector) {
            idle.addAll(partners.keySet());
            idle.removeAll(notPartners);
            idle.removeAll(names);
        }
        return idle;
    }

    private ArrayNode entries(List<String> order) {
        ArrayNode entries = Json.array();
        for (String name : order) {
            ObjectNode entry = entries.addObject().put("entry", name);
            entry.put("partner", byVector ? null : name);
            entry.set(
                    "vector",
                    byVector
                            ? entry.get("entry")
                            : partner(name).path("vector").isTextual()
                                    ? partner(name).get("vector")
                                    : null);
            ObjectNode cells = entry.putObject("channels");
            for (Channel channel : Channel.values()) {
                Ledger ledger = ledgers.get(channel);
                cells.set(channel.word(), ledger == null ? null : ledger.toJson(name));
            }
        }
        return entries;
    }

    /** Whether any other weights change the order, and whether they change who leads. */
    private static ObjectNode flips(ArrayNode pairs, ArrayNode leaders, String first) {
        Set<String> channels = new TreeSet<>();
        leaders.forEach(leader -> {
            Set<String> names = new HashSet<>();
            leader.path("entries").forEach(name -> names.add(name.asText()));
            if (!names.isEmpty() && !names.contains(first)) {
                channels.add(leader.path("channel").asText());
            }
        });
        boolean order = false;
        for (JsonNode pair : pairs) {
            order |= pair.path("flips").asBoolean();
        }
        ObjectNode flips = Json.object().put("ranking", order).put("first", !channels.isEmpty());
        flips.set("firstByChannel", Json.words(channels));
        return flips;
    }

    private void judge(ArrayNode channels, ArrayNode pairs, boolean ranked) {
        channels.forEach(channel -> {
            String word = channel.path("channel").asText();
            if (channel.path("entries").asInt() == 0) {
                thin(word, "No record of the channel names a partner in the period; it is left out of the composite.");
            } else if (!channel.path("unattributed").isEmpty()) {
                int count = channel.path("unattributed").size();
                thin(word, count + " of its records cannot be put under any name, and may change every share.");
            }
        });
        if (ranked) {
            pairs.forEach(pair -> {
                if (!pair.path("certain").asBoolean()) {
                    thin(
                            pair.path("upper").asText() + " before "
                                    + pair.path("lower").asText(),
                            "What is not known could turn their order round.");
                }
            });
        }
    }

    private void thin(String what, String why) {
        insufficient.addObject().put("what", what).put("why", why);
    }
}
