package org.qalqan.gateway.balance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Json;

/**
 * The order of the composite shares, and which other weights turn it round. With the shares a and b of two names in each channel, the
 * first is ahead while the weighted sum of a − b is above zero; that sum is linear in each weight, so the weight at which it is zero is exact.
 */
final class Ranking {

    private static final double SAME = 1e-9;

    /** Digits after the point that are no error of arithmetic. */
    private static final int EXACT = 9;

    private static final BigDecimal STEP = new BigDecimal("0.01");

    /** A large weight is changed by a millionth, which still shows in a share. */
    private static final int SMALLEST_STEP = 6;

    private final Weights weights;
    private final String query;
    private final Map<Channel, Map<String, Share>> shares = new EnumMap<>(Channel.class);
    private final Map<String, Share> composite = new HashMap<>();
    private final List<String> order = new ArrayList<>();

    /**
     * Ranks the names.
     *
     * @param query the rest of the query of a balance with other weights; may be empty
     */
    Ranking(Map<Channel, Ledger> ledgers, Collection<String> names, Weights weights, String query) {
        this.weights = weights;
        this.query = query;
        ledgers.forEach((channel, ledger) -> names.forEach(name -> {
            Share share = ledger.share(name);
            if (share != null) {
                shares.computeIfAbsent(channel, first -> new HashMap<>()).put(name, share);
            }
        }));
        double whole = whole(weights);
        for (String name : names) {
            Share sum = Share.NONE;
            for (Channel channel : shares.keySet()) {
                sum = sum.plus(share(channel, name), weights.of(channel));
            }
            composite.put(name, whole == 0 ? Share.NONE : sum.over(whole));
        }
        order.addAll(names);
        order.sort(Comparator.comparingDouble((String name) -> -Math.rint(value(name) / SAME))
                .thenComparing(Comparator.naturalOrder()));
    }

    /** By what the weighted shares are divided. */
    private double whole(Weights by) {
        return shares.keySet().stream().mapToDouble(by::of).sum();
    }

    /** Whether a channel with a weight has a share to rank by. */
    boolean isPossible() {
        return shares.keySet().stream().anyMatch(channel -> weights.of(channel) > 0);
    }

    List<String> order() {
        return order;
    }

    private Share share(Channel channel, String name) {
        return shares.getOrDefault(channel, Map.of()).getOrDefault(name, Share.NONE);
    }

    private Share composite(String name) {
        return composite.getOrDefault(name, Share.NONE);
    }

    private double value(String name) {
        return composite(name).value();
    }

    /** The places, shared by those who are level. */
    ArrayNode places() {
        ArrayNode places = Json.array();
        int rank = 0;
        for (int i = 0; i < order.size(); i++) {
            if (i == 0 || !isLevel(order.get(i - 1), order.get(i))) {
                rank = i + 1;
            }
            places.addObject()
                    .put("rank", rank)
                    .put("entry", order.get(i))
                    .set("composite", composite(order.get(i)).toJson());
        }
        return places;
    }

    private boolean isLevel(String one, String other) {
        return Math.abs(value(one) - value(other)) < SAME;
    }

    /** Who has most in each channel, which is who leads when it alone counts. */
    ArrayNode leaders() {
        ArrayNode leaders = Json.array();
        for (Channel channel : Channel.values()) {
            double most = order.stream()
                    .mapToDouble(name -> share(channel, name).value())
                    .max()
                    .orElse(0);
            Set<String> names = new TreeSet<>();
            order.stream()
                    .filter(name -> most > 0 && share(channel, name).value() > most - SAME)
                    .forEach(names::add);
            ObjectNode leader = leaders.addObject().put("channel", channel.word());
            leader.set("entries", Json.words(names));
            leader.put("share", most > 0 ? Share.rounded(most) : null);
        }
        return leaders;
    }

    /** Each two that follow one another: what would have to weigh more, or less, for the second to be ahead of the first. */
    ArrayNode pairs() {
        ArrayNode pairs = Json.array();
        for (int i = 1; i < order.size(); i++) {
            String upper = order.get(i - 1);
            String lower = order.get(i);
            ObjectNode pair = pairs.addObject().put("upper", upper).put("lower", lower);
            pair.put("difference", Share.rounded(value(upper) - value(lower)));
            pair.put("level", isLevel(upper, lower));
            pair.put("certain", composite(upper).low() > composite(lower).high());
            Set<String> alone = new TreeSet<>();
            ArrayNode flips = Json.array();
            for (Channel channel : Channel.values()) {
                if (lead(channel, upper, lower) < -SAME) {
                    alone.add(channel.word());
                }
                ObjectNode flip = flip(channel, upper, lower);
                if (flip != null) {
                    flips.add(flip);
                }
            }
            pair.put("flips", !alone.isEmpty());
            pair.set("aloneFlips", Json.words(alone));
            pair.set("weightsThatFlip", flips);
        }
        return pairs;
    }

    private double lead(Channel channel, String upper, String lower) {
        return share(channel, upper).value() - share(channel, lower).value();
    }

    private double lead(Weights by, String upper, String lower) {
        double lead = 0;
        for (Channel channel : Channel.values()) {
            lead += by.of(channel) * lead(channel, upper, lower);
        }
        return lead;
    }

    /** The weight of one channel, with the others as they are, beyond which the order turns; null when there is none. */
    private @Nullable ObjectNode flip(Channel channel, String upper, String lower) {
        double slope = lead(channel, upper, lower);
        double rest = lead(weights, upper, lower) - weights.of(channel) * slope;
        boolean more = slope < -SAME;
        if (!more && (slope <= SAME || rest >= -SAME)) {
            return null;
        }
        double threshold = Math.max(0, -rest / slope);
        BigDecimal rounded = BigDecimal.valueOf(threshold)
                .setScale(EXACT, RoundingMode.HALF_EVEN)
                .setScale(2, more ? RoundingMode.FLOOR : RoundingMode.CEILING);
        BigDecimal step = STEP.max(rounded.movePointLeft(SMALLEST_STEP).setScale(2, RoundingMode.UP));
        Weights others = weights.with(
                        channel,
                        more ? rounded.add(step) : rounded.subtract(step).max(BigDecimal.ZERO))
                .writable();
        ObjectNode flip = Json.object()
                .put("channel", channel.word())
                .put("direction", more ? "above" : "below")
                .put("weight", Share.rounded(threshold));
        boolean turns = !others.isNothing() && lead(others, upper, lower) / whole(others) < -SAME;
        flip.put("weights", turns ? others.text() : null);
        flip.put("url", turns ? "/v1/balance?" + query + "weights=" + others.text() : null);
        return flip;
    }
}
