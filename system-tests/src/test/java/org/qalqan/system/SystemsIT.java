package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.testing.GeneratedFile;

/** Each of the systems that the sources describe is answered by one or two calls, with the facts that the sources state. */
class SystemsIT {

    private static final int SYSTEMS = 78;

    private final CallBook book = CallBook.read("systems.yaml");

    @TestFactory
    Stream<DynamicTest> systemIsAnswered() {
        return book.tests(Qalqan.running());
    }

    @Test
    void everySystemIsThere() {
        List<String> expected = IntStream.rangeClosed(1, SYSTEMS)
                .mapToObj(number -> String.format("S%02d", number))
                .toList();
        assertThat(book.entries()).extracting(CallBook.Entry::id).containsExactlyElementsOf(expected);
    }

    @Test
    void pageForReadersIsUpToDate() {
        GeneratedFile.assertUpToDate(
                Qalqan.REPOSITORY.resolve("docs/systems.md"), book.page("The systems of the record", """
                        What the sources describe, system by system, with the calls that answer it. Made from
                        `system-tests/src/test/resources/systems.yaml`, which is run as a test: every call answers what it says here."""));
    }
}
