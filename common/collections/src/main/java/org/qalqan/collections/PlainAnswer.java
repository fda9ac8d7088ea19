package org.qalqan.collections;

import io.vertx.core.buffer.Buffer;
import org.qalqan.answers.Answer;

/**
 * The whole answer to a plain read: JSON, in no coding, with status 200.
 *
 * @param answer its headers and its tag
 * @param body its body
 */
record PlainAnswer(Answer answer, Buffer body) {

    /** Adds the length of the body, the headers, an empty line and the body. */
    void appendTo(Buffer bundle) {
        StringBuilder head = new StringBuilder().append(body.length()).append('\n');
        answer.headers().forEach((name, value) -> appendTo(head, name, value));
        String tag = answer.tag();
        if (tag != null) {
            appendTo(head, "ETag", tag);
        }
        bundle.appendString(head.append('\n').toString()).appendBuffer(body);
    }

    private static void appendTo(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append('\n');
    }
}
