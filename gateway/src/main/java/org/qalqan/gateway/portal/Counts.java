package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.qalqan.gateway.upstream.Service;

/**
 * What the services count. A number that a service would have to give while it is away is a dash: the sum of the others would be
 * too low.
 *
 * @param answers what each service answered to {@code /v1/meta/coverage}; a service that is away is not in it
 */
record Counts(Map<Service, JsonNode> answers) {

    static final String PATH = "/v1/meta/coverage";

    private static final String NOT_KNOWN = "–";

    /** The services that did not answer, as a sentence names them. */
    public List<String> away() {
        List<String> away = new ArrayList<>();
        for (Service service : Service.values()) {
            if (!answers.containsKey(service)) {
                away.add(service.noun());
            }
        }
        return away;
    }

    /** The number of records in a collection. */
    public String of(Catalogue.Collection collection) {
        JsonNode count = answers.getOrDefault(collection.service(), MissingNode.getInstance())
                .path("records")
                .path(collection.name());
        return count.isNumber() ? shown(count.longValue()) : NOT_KNOWN;
    }

    /** A number of all services together, or the sum of several numbers by kind. */
    public String total(String what) {
        if (!away().isEmpty()) {
            return NOT_KNOWN;
        }
        long total = 0;
        for (JsonNode answer : answers.values()) {
            JsonNode count = answer.path(what);
            if (count.isNumber()) {
                total += count.longValue();
            }
            for (JsonNode kind : count) {
                total += kind.longValue();
            }
        }
        return shown(total);
    }

    private static String shown(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
