package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.qalqan.gateway.compose.Json;

/**
 * Questions with the calls and the lines of JavaScript that answer them, from {@code portal.yaml}. All of them are calls of one
 * dataset, so that they belong to it and not to the code; the system tests make each.
 */
@Singleton
class Recipes {

    private static final String PACKAGED = "/org/qalqan/gateway/portal/portal.yaml";

    private final List<Recipe> all = new ArrayList<>();

    /**
     * One recipe.
     *
     * @param id how the page's address names it
     * @param title what it is for, in a few words
     * @param text what there is to know, as HTML
     * @param calls calls that answer it
     * @param javascript the same in a browser or in Node.js, for an {@code api} that holds this host's address
     * @param prints what the lines write
     * @param page where a page of this host shows the answer; empty for none
     */
    record Recipe(
            String id, String title, String text, List<Call> calls, String javascript, String prints, String page) {}

    /**
     * One call.
     *
     * @param address path and query
     * @param tells what its answer tells
     */
    record Call(String address, String tells) {}

    Recipes(PortalConfig config, Prose prose) throws IOException {
        try (InputStream file = config.recipes().isPresent()
                ? Files.newInputStream(config.recipes().get())
                : Packaged.file(PACKAGED)) {
            new YAMLMapper().readTree(file).path("recipes").forEach(recipe -> all.add(recipe(recipe, prose)));
        }
    }

    private static Recipe recipe(JsonNode recipe, Prose prose) {
        List<Call> calls = new ArrayList<>();
        recipe.path("calls")
                .forEach(call -> calls.add(
                        new Call(call.path("call").asText(), call.path("tells").asText())));
        return new Recipe(
                recipe.path("id").asText(),
                recipe.path("title").asText(),
                prose.html(recipe.path("note").asText()),
                List.copyOf(calls),
                recipe.path("javascript").asText(),
                recipe.path("prints").asText(),
                recipe.path("page").asText());
    }

    /** All of them, in the order of the page. */
    List<Recipe> all() {
        return List.copyOf(all);
    }

    /** All of them for a client: calls and lines as they are, without the words around them. */
    ObjectNode json() {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (Recipe recipe : all) {
            ObjectNode item = items.addObject().put("id", recipe.id()).put("title", recipe.title());
            ArrayNode calls = item.putArray("calls");
            recipe.calls()
                    .forEach(
                            call -> calls.addObject().put("url", call.address()).put("tells", call.tells()));
            item.put("javascript", recipe.javascript()).put("prints", recipe.prints());
        }
        return answer;
    }
}
