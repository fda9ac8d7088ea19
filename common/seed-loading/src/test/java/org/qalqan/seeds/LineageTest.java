package org.qalqan.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeFourSources() throws IOException {
        Files.createDirectories(folder.resolve("schema"));
        Files.copy(
                Path.of("..", "..", "seeds", "schema", "sources.schema.json"),
                folder.resolve("schema/sources.schema.json"));
        Files.writeString(folder.resolve("sources.yaml"), """
                - id: abstract
                  title: Abstract of a book
                  cite: abstract:1
                  derivesFrom:
                    - The book
                - id: review
                  title: Review of the book
                  cite: review:1
                  derivesFrom:
                    - The book
                - id: blog
                  title: A blog that uses the review
                  cite: blog:1
                  derivesFrom:
                    - review
                - id: letter
                  title: A letter
                  cite: letter:1
                """);
    }

    @Test
    void sourcesThatDeriveFromOneAnotherOrFromOneWorkAreOneVoice() {
        Dataset dataset = Dataset.read(folder);

        assertThat(dataset.independent(List.of("abstract", "review"))).isEqualTo(1);
        assertThat(dataset.independent(List.of("abstract", "blog"))).isEqualTo(1);
        assertThat(dataset.independent(List.of("abstract", "letter"))).isEqualTo(2);
        assertThat(dataset.independent(List.of())).isZero();
    }

    @Test
    void aWorkOutsideTheRecordIsNoSource() {
        Dataset dataset = Dataset.read(folder);

        assertThat(dataset.isSource("review")).isTrue();
        assertThat(dataset.isSource("The book")).isFalse();
    }
}
