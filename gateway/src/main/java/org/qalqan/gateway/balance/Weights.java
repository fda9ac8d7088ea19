package org.qalqan.gateway.balance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.compose.Json;
import org.qalqan.problems.FieldError;

/** How much each channel counts for in the composite: a number from 0 up; only their proportions matter. */
record Weights(Map<Channel, BigDecimal> byChannel) {

    private static final String NAME = "weights";

    /** Before the point, and after it. */
    private static final int MOST_DIGITS = 6;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");

    /** Every channel counts the same. */
    static Weights equal() {
        Map<Channel, BigDecimal> weights = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            weights.put(channel, BigDecimal.ONE);
        }
        return new Weights(weights);
    }

    /** Reads {@code training:2,exercises:1}; a channel that is not named counts nothing. */
    static Weights parse(@Nullable String text, List<FieldError> errors) {
        if (text == null) {
            return equal();
        }
        Map<Channel, BigDecimal> weights = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            weights.put(channel, BigDecimal.ZERO);
        }
        Set<Channel> named = new HashSet<>();
        int before = errors.size();
        for (String pair : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            String word = colon < 0 ? pair : pair.substring(0, colon);
            String number = colon < 0 ? "" : pair.substring(colon + 1);
            Channel channel = Channel.of(word);
            if (channel == null) {
                errors.add(FieldError.query(NAME, "there is no channel '" + word + "'", Channel.words(), word));
            } else if (!NUMBER.matcher(number).matches()) {
                errors.add(FieldError.query(
                        NAME, "the weight of '" + word + "' is a number from 0 up, as in " + word + ":2"));
            } else if (!named.add(channel)) {
                errors.add(FieldError.query(NAME, "the channel '" + word + "' has two weights"));
            } else {
                weights.put(channel, new BigDecimal(number));
            }
        }
        if (errors.size() == before && weights.values().stream().allMatch(weight -> weight.signum() == 0)) {
            errors.add(FieldError.query(NAME, "at least one channel needs a weight above 0"));
        }
        return new Weights(weights);
    }

    double of(Channel channel) {
        return byChannel.getOrDefault(channel, BigDecimal.ZERO).doubleValue();
    }

    Weights with(Channel channel, BigDecimal weight) {
        Map<Channel, BigDecimal> others = new EnumMap<>(byChannel);
        others.put(channel, weight);
        return new Weights(others);
    }

    /** In the same proportions, as near as the parameter can write them. */
    Weights writable() {
        int over = byChannel.values().stream()
                        .mapToInt(weight -> weight.precision() - weight.scale())
                        .max()
                        .orElse(0)
                - MOST_DIGITS;
        if (over <= 0) {
            return this;
        }
        Map<Channel, BigDecimal> smaller = new EnumMap<>(byChannel);
        smaller.replaceAll((channel, weight) -> weight.movePointLeft(over).setScale(MOST_DIGITS, RoundingMode.DOWN));
        return new Weights(smaller);
    }

    boolean isNothing() {
        return byChannel.values().stream().allMatch(weight -> weight.signum() == 0);
    }

    /** As the parameter writes them. */
    String text() {
        return byChannel.entrySet().stream()
                .filter(weight -> weight.getValue().signum() > 0)
                .map(weight -> weight.getKey().word() + ":"
                        + weight.getValue().stripTrailingZeros().toPlainString())
                .collect(Collectors.joining(","));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        byChannel.forEach((channel, weight) -> json.put(channel.word(), weight));
        return json;
    }
}
