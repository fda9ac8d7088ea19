package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.testing.GeneratedFile;

/** A hundred questions that researchers ask, written before the interface was looked at, are each answered by one or two calls. */
class QuestionsIT {

    private final CallBook book = CallBook.read("questions.yaml");

    @TestFactory
    Stream<DynamicTest> questionIsAnswered() {
        return book.tests(Qalqan.running());
    }

    @Test
    void thereAreAHundred() {
        assertThat(book.entries()).hasSize(100).extracting(CallBook.Entry::id).doesNotHaveDuplicates();
    }

    @Test
    void pageForReadersIsUpToDate() {
        GeneratedFile.assertUpToDate(
                Qalqan.REPOSITORY.resolve("docs/questions.md"), book.page("A hundred questions", """
                        What researchers ask of the record, with the calls that answer it. Made from
                        `system-tests/src/test/resources/questions.yaml`, which is run as a test: every call answers what it says here."""));
    }
}
