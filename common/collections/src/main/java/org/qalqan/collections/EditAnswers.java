package org.qalqan.collections;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.qalqan.answers.Answer;

/** What an editor is answered: the change that was made, the same however often the answer is asked for. */
@Singleton
class EditAnswers {

    private static final int CREATED = 201;

    private final Changes changes;
    private final Answers answers;

    EditAnswers(Changes changes, Answers answers) {
        this.changes = changes;
        this.answers = answers;
    }

    Response again(IdempotencyKeys.Done done) {
        Change change = changes.made(done.record(), done.revision())
                .orElseThrow(() -> new IllegalStateException("no change made " + done.record()));
        Response.ResponseBuilder answer = Response.status(done.status())
                .header(HttpHeaders.CACHE_CONTROL, Answer.NOT_KEPT)
                .header(Answers.DATA_REVISION, answers.dataRevision());
        if (done.status() == CREATED) {
            answer.header(HttpHeaders.LOCATION, change.url());
        }
        if (!change.hasLeft()) {
            // of the record, so that the next edit needs no read
            answer.header(HttpHeaders.ETAG, answers.tagOfRecord(change.url(), change.revision()));
        }
        return answer.type(MediaType.APPLICATION_JSON)
                .entity(Json.write(change))
                .build();
    }
}
