package org.qalqan.gateway.year;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.qalqan.gateway.compose.Composition;
import org.qalqan.gateway.compose.Compositions;
import org.qalqan.gateway.compose.Json;
import org.qalqan.gateway.compose.Part;
import org.qalqan.gateway.contract.OwnPaths;
import org.qalqan.gateway.money.MoneyYears;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** {@code /v1/years/{year}}. */
@Path("/v1/years/{year}")
class YearResource implements OwnPaths {

    private static final String PATH = "/v1/years/{year}";
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final int FIRST = 1900;
    private static final int LAST = 2100;

    private static final Map<String, String> HAPPENED = Map.of(
            "events", "events",
            "decrees", "decrees",
            "doctrines", "doctrines",
            "statements", "statements",
            "readinessAssessments", "readiness-assessments",
            "incidents", "incidents");

    private static final Map<String, String> PARTNER_ACTIVITY = Map.of(
            "agreements", "agreements",
            "programmes", "programmes",
            "exerciseEditions", "exercise-editions",
            "transfers", "transfers",
            "trainingFlows", "training-flows",
            "deployments", "deployments",
            "engagements", "engagements");

    private final Compositions compositions;

    YearResource(Compositions compositions) {
        this.compositions = compositions;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> year(@PathParam("year") String text, @Context HttpServerRequest request) {
        int year = YEAR.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (year < FIRST || year > LAST) {
            String message = "The year is a whole number from " + FIRST + " to " + LAST + ".";
            throw ProblemException.invalidParameters(
                    List.of(new FieldError("path", "year", null, message, null, null)));
        }
        return compositions.answer(request, PATH, (composition, parameters) -> review(composition, year));
    }

    private static Future<ObjectNode> review(Composition composition, int year) {
        String during = "from=" + year + "&to=" + year;
        Map<String, Future<Part>> happened = lists(composition, HAPPENED, during);
        Map<String, Future<Part>> activity = lists(composition, PARTNER_ACTIVITY, during);
        Future<Part> commitments = composition.list("commitments", "commitments", "");
        Future<Part> structure = composition.object("structure", "/v1/structure", "asOf=" + year + "-12-31");
        Future<MoneyYears> money = MoneyYears.between(composition, "money", year, year);

        List<Future<?>> all = new ArrayList<>(happened.values());
        all.addAll(activity.values());
        all.addAll(List.of(commitments, structure, money));
        return Future.all(all).compose(done -> {
            ObjectNode view = Json.object().put("year", year).put("url", "/v1/years/" + year);
            happened.forEach((section, part) -> view.set(section, part.result().orNull()));
            view.set("money", money.result().money());
            view.set("measures", money.result().measures());
            view.set("structure", structure.result().orNull());
            ObjectNode kinds = view.putObject("partnerActivity");
            activity.forEach((section, part) -> kinds.set(section, part.result().orNull()));
            JsonNode promises = commitments(commitments.result(), year);
            view.set("commitments", promises);
            ArrayNode thin = Json.array();
            Stream.of(happened, activity)
                    .forEach(sections -> sections.forEach((section, part) -> {
                        if (part.result().isWhole() && part.result().items().isEmpty()) {
                            String collection = HAPPENED.getOrDefault(section, PARTNER_ACTIVITY.get(section));
                            thin(thin, section, "No record of /v1/" + collection + " falls in the year.");
                        }
                    }));
            if (money.result().isWhole() && !money.result().hasFigures()) {
                thin(thin, "money", "No sum of money is on record for the year.");
            }
            if (structure.result().orNull().path("items").isArray()
                    && structure.result().orNull().path("items").isEmpty()) {
                thin(thin, "structure", "No formation is on record for the end of the year.");
            }
            if (commitments.result().isWhole()
                    && promises.path("made").isEmpty()
                    && promises.path("due").isEmpty()) {
                thin(thin, "commitments", "No promise on record was made or fell due in the year.");
            }
            view.set("insufficientEvidence", thin);
            return composition.finish(view);
        });
    }

    private static void thin(ArrayNode list, String what, String why) {
        list.addObject().put("what", what).put("why", why);
    }

    private static Map<String, Future<Part>> lists(
            Composition composition, Map<String, String> sections, String query) {
        Map<String, Future<Part>> lists = new LinkedHashMap<>();
        sections.keySet().stream()
                .sorted()
                .forEach(section ->
                        lists.put(section, composition.list(section, sections.getOrDefault(section, section), query)));
        return lists;
    }

    private static JsonNode commitments(Part commitments, int year) {
        if (commitments.isMissing()) {
            return NullNode.getInstance();
        }
        List<JsonNode> made = new ArrayList<>();
        List<JsonNode> due = new ArrayList<>();
        commitments.items().forEach(commitment -> {
            if (touches(commitment.path("madeOn"), year)) {
                made.add(commitment);
            }
            boolean movedHere = false;
            for (JsonNode revision : commitment.path("revisions")) {
                movedHere |= touches(revision.path("newDue"), year);
            }
            if (movedHere || touches(commitment.path("due"), year)) {
                due.add(commitment);
            }
        });
        ObjectNode both = Json.object();
        both.set("made", Json.array(made));
        both.set("due", Json.array(due));
        return both;
    }

    /** Whether a date can fall in the year; an interval with an open end touches the year of its known end only. */
    private static boolean touches(JsonNode date, int year) {
        String earliest = date.path("earliest").textValue();
        String latest = date.path("latest").textValue();
        String from = earliest == null ? latest : earliest;
        String to = latest == null ? earliest : latest;
        return from != null && to != null && from.compareTo(year + "-12-31") <= 0 && to.compareTo(year + "-01-01") >= 0;
    }
}
