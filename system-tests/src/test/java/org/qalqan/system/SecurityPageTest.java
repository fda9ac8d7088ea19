package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code docs/security.md} calls a proof is a test of this repository. */
class SecurityPageTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");
    private static final Pattern CLASS_ALONE = Pattern.compile("`([A-Z]\\w*(?:Test|IT|Rules))`");
    private static final Pattern ANNOTATION = Pattern.compile("@(?:Test|ParameterizedTest|TestFactory|Property)\\b");
    private static final Path PAGE = Qalqan.REPOSITORY.resolve("docs/security.md");

    /** The text of each test class, and of the rules that services take from a library. */
    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> folders = Files.walk(Qalqan.REPOSITORY, 3)) {
            return folders.filter(folder -> folder.endsWith("src"))
                    .flatMap(SecurityPageTest::files)
                    .filter(file -> file.toString().matches(".*(Test|IT|Rules)\\.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            SecurityPageTest::text,
                            (one, other) -> one + other));
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyTestThatItNamesIsThere() throws IOException {
        Map<String, String> sources = sources();
        return NAMED.matcher(Files.readString(PAGE))
                .results()
                .map(named -> List.of(named.group(1), named.group(2)))
                .distinct()
                .map(named -> DynamicTest.dynamicTest(named.get(0) + "#" + named.get(1), () -> {
                    assertThat(sources.keySet()).contains(named.get(0));
                    assertThat(isTest(String.valueOf(sources.get(named.get(0))), named.get(1)))
                            .isTrue();
                }));
    }

    /** Between the method and the end of what stands before it is an annotation that makes it one. */
    private static boolean isTest(String source, String method) {
        Matcher declared = Pattern.compile("(?:void|Stream<DynamicTest>) " + method + "\\(")
                .matcher(source);
        if (!declared.find()) {
            return false;
        }
        String before = source.substring(0, declared.start());
        return ANNOTATION
                .matcher(before.substring(Math.max(0, before.lastIndexOf("\n    }\n"))))
                .find();
    }

    @Test
    void everyClassThatItNamesAloneIsThere() throws IOException {
        assertThat(CLASS_ALONE.matcher(Files.readString(PAGE)).results().map(named -> named.group(1)))
                .isNotEmpty()
                .allMatch(sources()::containsKey);
    }

    @Test
    void everyOneOfTheTenRisksHasATest() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| **API"))
                .toList();
        assertThat(rows).hasSize(10).allSatisfy(row -> assertThat(row).containsPattern(NAMED));
    }
}
