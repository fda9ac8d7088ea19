package org.qalqan.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On copies of the shipped dataset, with mistakes put in. */
class DatasetCheckTest {

    private static final Path SHIPPED = Path.of("..", "..", "seeds");

    @TempDir
    Path copy;

    @BeforeEach
    void copyShippedDataset() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            files.forEach(file -> {
                try {
                    Path target = copy.resolve(SHIPPED.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private List<DatasetError> errors() {
        return DatasetCheck.errorsAndForm(Dataset.read(copy));
    }

    private void replace(String file, String old, String changed) throws IOException {
        Path path = copy.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(old);
        int at = text.indexOf(old);
        Files.writeString(path, text.substring(0, at) + changed + text.substring(at + old.length()));
    }

    private void append(String file, String record) throws IOException {
        Files.writeString(copy.resolve(file), Files.readString(copy.resolve(file)) + record);
    }

    private int lineOf(String file, String text) throws IOException {
        List<String> lines = Files.readAllLines(copy.resolve(file));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        throw new AssertionError(text + " is not in " + file);
    }

    @Test
    void acceptsTheShippedDataset() {
        assertThat(errors()).isEmpty();
    }

    @Test
    void refusesAFileWithFiveMistakesNamingAllFive() throws IOException {
        append("timeline/decrees.yaml", """
                - id: decree-with-mistakes
                  title: Five mistakes
                  cite: qazaqstan-tarihy-review:999
                  topics:
                    - air-defense
                  signedOn: "2003-02-30"
                  signedBy: nobody-at-all
                  sinedOn: "2003"
                """);
        assertThatThrownBy(() -> Dataset.load(copy)).isInstanceOfSatisfying(DatasetException.class, refusal -> {
            assertThat(refusal.errors())
                    .extracting(DatasetError::file)
                    .containsOnly("timeline/decrees.yaml")
                    .hasSize(5);
            assertThat(refusal).hasMessageContaining("5 errors");
        });
        List<DatasetError> errors = errors();
        assertError(errors, "air-defense", "/topics/0", "did you mean 'air-defence'");
        assertError(errors, "qazaqstan-tarihy-review:999", "/cite", "paragraphs 1 to 156");
        assertError(errors, "2003-02-30", "/signedOn", "no such day");
        assertError(errors, "nobody-at-all", "/signedBy", "no record 'nobody-at-all'");
        assertError(errors, "decree-with-mistakes", "", "sinedOn");
    }

    private void assertError(List<DatasetError> errors, String text, String pointer, String reason) throws IOException {
        int line = lineOf("timeline/decrees.yaml", text);
        assertThat(errors).anySatisfy(error -> {
            assertThat(error.reason()).contains(reason);
            assertThat(error.pointer()).contains(pointer);
            assertThat(error.line()).isEqualTo(line);
        });
    }

    @Test
    void refusesAnIdThatAnotherServiceHas() throws IOException {
        append("timeline/decrees.yaml", """
                - id: russia
                  title: A decree with the id of a partner
                  cite: qazaqstan-tarihy-review:14
                """);
        assertThat(errors()).anySatisfy(error -> assertThat(error.reason()).contains("'russia' is taken"));
    }

    @Test
    void refusesTwoPreferredReadings() throws IOException {
        replace("timeline/decrees.yaml", "      difference: date\n", "      rank: preferred\n      difference: date\n");
        assertThat(errors()).anySatisfy(error -> assertThat(error.reason()).contains("are preferred; one can be"));
    }

    @Test
    void refusesReadingsThatDifferWithoutSayingWhy() throws IOException {
        replace("timeline/decrees.yaml", "      difference: date\n", "");
        assertThat(errors()).anySatisfy(error -> assertThat(error.reason()).contains("differ: give the difference"));
    }

    @Test
    void refusesADerivedValueThatDoesNotFollow() throws IOException {
        replace(
                "forces/holdings.yaml",
                "- value: 164\n      cite: qazaqstan-tarihy-review:26\n      basis",
                "- value: 165\n      cite: qazaqstan-tarihy-review:26\n      basis");
        assertThat(errors()).anySatisfy(error -> assertThat(error.reason())
                .contains("165 is not the sum of its inputs: that is 164"));
    }

    @Test
    void refusesAValueComputedFromAnotherServices() throws IOException {
        replace("forces/compositions.yaml", "- motor-rifle-division.units", "- decree-2003-armed-forces-reform.title");
        assertThat(errors()).anySatisfy(error -> assertThat(error.reason()).contains("belongs to another service"));
    }

    @Test
    void whatHasLeftGivesItsNameAndItsPlaceFree() throws IOException {
        append("timeline/decrees.yaml", """
                - id: decree-that-never-was
                  title: Decree on the reform of the armed forces
                  cite: qazaqstan-tarihy-review:14
                  withdrawn:
                    on: "2026-01-01"
                    reason: It never was.
                  signedBy: a-person-that-never-was
                - id: decree-written-twice
                  title: Decree on the Reform of the armed forces
                  cite: qazaqstan-tarihy-review:14
                  mergedInto: decree-that-never-was
                """);
        SeedsCommand.run(List.of("format", copy.toString()), new PrintStream(OutputStream.nullOutputStream()));
        assertThat(errors()).isEmpty();
    }

    @Test
    void refusesMergersThatGoRoundInACircle() throws IOException {
        append("timeline/decrees.yaml", """
                - id: decree-one-of-two
                  title: One of two
                  cite: qazaqstan-tarihy-review:14
                  mergedInto: decree-two-of-two
                - id: decree-two-of-two
                  title: Two of two
                  cite: qazaqstan-tarihy-review:14
                  mergedInto: decree-one-of-two
                """);
        assertThat(errors())
                .extracting(DatasetError::reason)
                .containsExactly(
                        "'decree-one-of-two' is merged into what is merged into it",
                        "'decree-two-of-two' is merged into what is merged into it");
    }

    @Test
    void refusesAReferenceToARecordOfAnotherType() throws IOException {
        replace("timeline/decrees.yaml", "signedBy: nursultan-nazarbayev", "signedBy: russia");
        assertThat(errors()).anySatisfy(error -> assertThat(error.reason()).contains("'russia' is a partner"));
    }

    @Test
    void refusesASpellingThatFindsTwoRecords() throws IOException {
        append("timeline/decrees.yaml", """
                - id: decree-of-the-same-name
                  title: Décree on the Reform of the armed forces
                  cite: qazaqstan-tarihy-review:14
                """);
        assertThat(errors()).anySatisfy(error -> assertThat(error.reason()).contains("is also a spelling of"));
    }

    @Test
    void refusesAFileThatIsNotCanonicalAndFormatsIt() throws IOException {
        Path file = copy.resolve("timeline/decrees.yaml");
        String canonical = Files.readString(file);
        Files.writeString(
                file,
                "# a remark\n" + canonical.replace("title: Decree on the reform", "title:   Decree on the reform"));
        assertThat(errors()).singleElement().satisfies(error -> assertThat(error.reason())
                .contains("not in canonical form"));

        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = SeedsCommand.run(
                List.of("format", copy.toString()), new PrintStream(said, true, StandardCharsets.UTF_8));

        assertThat(status).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("formatted timeline/decrees.yaml");
        assertThat(file).hasContent(canonical);
    }

    @Test
    void refusesADescriptorThatLacksAFile() throws IOException {
        replace("datapackage.json", "\"path\" : \"timeline/decrees.yaml\"", "\"path\" : \"timeline/other.yaml\"");
        assertThat(errors()).singleElement().satisfies(error -> assertThat(error.file())
                .isEqualTo("datapackage.json"));
    }

    @Test
    void refusesYamlThatJsonCannotSay() throws IOException {
        append("timeline/decrees.yaml", """
                - id: decree-with-anchor
                  title: &anchor An anchor
                  title: twice
                  cite: qazaqstan-tarihy-review:14
                  signedOn: 2003-05-07
                """);
        assertThat(errors())
                .extracting(DatasetError::reason)
                .anySatisfy(reason -> assertThat(reason).contains("anchors"))
                .anySatisfy(reason -> assertThat(reason).contains("stands here twice"))
                .anySatisfy(reason -> assertThat(reason).contains("must be quoted"));
    }
}
