package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.qalqan.answers.Answer;
import org.qalqan.collections.declare.Declaration;

/** What an editor is answered: the record as it was right after the edit, however often the answer is asked for. */
@Singleton
class EditAnswers {

    private static final int NO_CONTENT = 204;
    private static final int CREATED = 201;

    private final Changes changes;
    private final Answers answers;

    EditAnswers(Changes changes, Answers answers) {
        this.changes = changes;
        this.answers = answers;
    }

    Response again(Declaration declaration, IdempotencyKeys.Done done) {
        Response.ResponseBuilder answer = Response.status(done.status())
                .header(HttpHeaders.CACHE_CONTROL, Answer.NOT_KEPT)
                .header(Answers.DATA_REVISION, answers.dataRevision());
        if (done.status() == NO_CONTENT) {
            return answer.build();
        }
        JsonNode record = changes.recordAt(done.record(), done.revision())
                .orElseThrow(() -> new IllegalStateException("no change made " + done.record()));
        String url = "/v1/" + declaration.path() + "/" + done.record();
        if (done.status() == CREATED) {
            answer.header(HttpHeaders.LOCATION, url);
        }
        return answer.header(HttpHeaders.ETAG, answers.tagOfRecord(url, done.revision()))
                .type(MediaType.APPLICATION_JSON)
                .entity(Json.write(record))
                .build();
    }
}
