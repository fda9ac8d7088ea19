package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.qalqan.collections.Json;
import org.qalqan.conformance.Answer;
import org.qalqan.localstack.Service;

/** Editors at work through the gateway, on a stack of their own: what they write touches other services, and goes on while things break. */
@Tag("thorough")
@DisabledIfSystemProperty(
        named = "qalqan.url",
        matches = ".+",
        disabledReason = "a running system has an issuer and a dataset that are not ours")
class EditIT {

    @RegisterExtension
    static final ChangeableStack STACK = new ChangeableStack();

    private static Editor editor() {
        return STACK.editor();
    }

    @Test
    void aRecordMayReferToWhatAnotherServiceHasAndToNothingElse() throws Exception {
        ObjectNode entry = ManyEditors.statement("statement-with-neighbours");
        entry.withArray("partners").add("no-such-partner");
        Answer refused = editor().post("statements", entry);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(Json.read(refused.body()).at("/errors/0/pointer").asText()).isEqualTo("/partners/1");
        assertThat(refused.body()).contains("there is no record 'no-such-partner'");

        entry.putArray("partners").add("kazbat");
        Answer ofAnotherType = editor().post("statements", entry);
        assertThat(ofAnotherType.status()).as(ofAnotherType.body()).isEqualTo(400);
        assertThat(ofAnotherType.body()).contains("'kazbat' is a formation");

        entry.putArray("partners").add("turkey");
        Answer created = editor().post("statements", entry);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(editor().json("/v1/statements?partners=turkey").toString()).contains("statement-with-neighbours");
    }

    @Test
    void anIdIsGivenOutOnceInAllServices() throws Exception {
        for (String taken : List.of("russia", "kazbat", "mukhtar-altynbayev")) {
            Answer refused = editor().post("statements", ManyEditors.statement(taken));
            assertThat(refused.status()).as(refused.body()).isEqualTo(409);
            assertThat(refused.body()).contains("is taken by a record of type");
        }
    }

    @Test
    void aRecordThatAnotherServiceRefersToStays() throws Exception {
        ObjectNode partner = (ObjectNode) editor().json("/v1/partners/turkey/entry");
        partner.put("id", "made-up-partner").put("title", "A partner that is made up");
        partner.remove("aliases");
        assertThat(editor().post("partners", partner).status()).isEqualTo(201);
        ObjectNode statement = ManyEditors.statement("statement-on-the-made-up-partner");
        statement.putArray("partners").add("made-up-partner");
        assertThat(editor().post("statements", statement).status()).isEqualTo(201);

        Answer refused = editor().withdraw("/v1/partners/made-up-partner");
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("'statement-on-the-made-up-partner' refers to it in 'partners'");

        for (String url : List.of("/v1/statements/statement-on-the-made-up-partner", "/v1/partners/made-up-partner")) {
            Answer gone = editor().withdraw(url);
            assertThat(gone.status()).as(gone.body()).isEqualTo(200);
            assertThat(Json.read(gone.body()).path("kind").asText()).isEqualTo("withdrawn");
            assertThat(editor().get(url).status()).isEqualTo(410);
        }
    }

    /** The next read through the same gateway sees a write: the record, its list, and every view that has it. */
    @Test
    void aWriteIsSeenByTheNextRead() throws Exception {
        assertThat(editor().post("statements", ManyEditors.statement("statement-seen-at-once"))
                        .status())
                .isEqualTo(201);
        String url = "/v1/statements/statement-seen-at-once";
        String dossier = "/v1/partners/russia/dossier";
        for (int i = 0; i < 20; i++) {
            String title = "Title number " + i;
            Answer read = editor().get(url);
            Answer written = editor().patch(url, Editor.tag(read), "title", title);
            assertThat(written.status()).as(written.body()).isEqualTo(200);
            assertThat(editor().json(url).path("title").asText()).isEqualTo(title);
            assertThat(editor().json("/v1/statements?id=statement-seen-at-once")
                            .at("/items/0/title")
                            .asText())
                    .isEqualTo(title);
            assertThat(editor().json(dossier).toString()).contains(title);
        }
        assertThat(editor().json("/v1/records?id=statement-seen-at-once")
                        .at("/items/0/title")
                        .asText())
                .isEqualTo("Title number 19");
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingIsDoneTwice() throws Exception {
        try (ManyEditors editors = ManyEditors.start("of-many-editors", List.of(editor()))) {
            editors.goOnUntil(20);
            STACK.processes().kill(Service.TIMELINE);
            STACK.processes().start(Service.TIMELINE);
            editors.goOnUntil(50);
            STACK.processes().stopDatabase();
            STACK.processes().startDatabase();
            editors.assertThatNothingIsLostAndNothingIsThereTwice();
        }
    }
}
