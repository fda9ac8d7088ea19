package org.qalqan.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.Arc;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.qalqan.collections.Codelists;
import org.qalqan.collections.Collections;
import org.qalqan.collections.Drafts;
import org.qalqan.collections.LoadedEntries;
import org.qalqan.collections.RecordDraft;
import org.qalqan.collections.RecordWrite;
import org.qalqan.collections.Store;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.CheckedClient;
import org.qalqan.conformance.ContractFilter;
import org.qalqan.seeds.Decision;
import org.qalqan.seeds.LoadReport;
import org.qalqan.seeds.SeedLoader;

/** What the rules for services have in common: a service under test, of which every answer to a test is checked against its document. */
public abstract class ServiceRules {

    // Looked up rather than injected: rules are nested in the test classes of the services, where nothing is injected.
    final Collections collections = bean(Collections.class);
    final Codelists codelists = bean(Codelists.class);
    final SeedLoader loader = bean(SeedLoader.class);
    final Store store = bean(Store.class);
    final Drafts drafts = bean(Drafts.class);
    final LoadedEntries entries = bean(LoadedEntries.class);
    final DSLContext sql = bean(DSLContext.class);
    final String service = ConfigProvider.getConfig().getValue("qalqan.service", String.class);

    private static @Nullable ContractFilter contract;
    private static @Nullable CheckedClient client;

    /** A request, sent with the address that is given. */
    protected RequestSpecification request() {
        return given().urlEncodingEnabled(false);
    }

    static <T> T bean(Class<T> type) {
        return Arc.container().select(type).get();
    }

    @BeforeEach
    void readContract() {
        if (contract == null) {
            URI server = URI.create(RestAssured.baseURI + ":" + RestAssured.port);
            contract = new ContractFilter(
                    CheckedClient.fetch(server, "/openapi?format=json").body());
            client = new CheckedClient(server, contract);
        }
        RestAssured.replaceFiltersWith(contract);
    }

    static ContractFilter contract() {
        return Objects.requireNonNull(contract);
    }

    /** An answer of many, whatever it is. */
    Answer ask(String path, String... headers) {
        return Objects.requireNonNull(client).get(path, headers);
    }

    JsonNode get(String path) {
        return Objects.requireNonNull(client).json(path);
    }

    List<JsonNode> crawl(String path) {
        return Objects.requireNonNull(client).crawl(path);
    }

    /** The record as its editors write it. */
    ObjectNode entry(String id) {
        return Objects.requireNonNull(entries.of(List.of(id)).get(id));
    }

    /** The first record of the first collection, which nothing refers to. */
    JsonNode someRecord() {
        return crawl("/v1/" + collections.all().get(0).path() + "?limit=1").get(0);
    }

    /** Another title, as an editor gives it. */
    void edit(RecordDraft draft, Declaration declaration, String title) {
        ObjectNode entry = entry(draft.id()).put("title", title);
        RecordDraft edited = new RecordDraft(draft.id(), title, draft.topics(), draft.note(), draft.readings());
        store.write(List.of(new RecordWrite.Put(declaration, edited, entry, null)), "an editor", "a better title");
    }

    /** As an editor does it. */
    void withdraw(JsonNode record) {
        Declaration declaration = collections.ofType(record.path("type").asText());
        String id = record.path("id").asText();
        ObjectNode entry = entry(id);
        entry.putObject("withdrawn").put("on", "2026-11-21").put("reason", "it never was");
        store.write(
                List.of(new RecordWrite.Withdraw(
                        declaration, id, record.path("title").asText(), "it never was", entry, null)),
                "a test",
                "to see it gone");
    }

    /** Makes of the record what the dataset has. */
    LoadReport loadAgain(String id) {
        return loader.load(Decision.take(Decision.Side.SEEDS, id));
    }

    Stream<DynamicTest> ofEach(Consumer<Declaration> rule) {
        return collections.all().stream()
                .map(declaration -> DynamicTest.dynamicTest(declaration.path(), () -> rule.accept(declaration)));
    }

    static List<String> ids(Iterable<JsonNode> items) {
        List<String> ids = new ArrayList<>();
        items.forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }
}
