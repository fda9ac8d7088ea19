package org.qalqan.forces.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidcTest {

    private static final Path CODELISTS = Path.of("..", "seeds", "codelists");
    private static final Pattern CODE = Pattern.compile("(?m)^- code: (.+)$");

    @ParameterizedTest
    @CsvSource({
        "brigade,    tank,          10031000181205000000",
        "regiment,   motor-rifle,   10031000171211040000",
        "division,   mechanised,    10031000211211020000",
        "battalion,  peace-support, 10031000160000000000",
        "corps,      ground,        10031000221210000000",
        "company,    border-guard,  10031000151417000500"
    })
    void codeIsMadeOfEchelonAndBranch(String echelon, String branch, String code) {
        assertThat(Sidc.of(echelon, branch)).isEqualTo(code).hasSize(20);
    }

    @ParameterizedTest
    @CsvSource({
        ",          tank",
        "brigade,   ",
        ",          ",
        "district,  ground",
        "base,      air",
        "brigade,   joint",
        "brigade,   unheard-of",
        "unheard-of, tank"
    })
    void thereIsNoneWhereEitherIsOpenOrTheStandardHasNothing(String echelon, String branch) {
        assertThat(Sidc.of(echelon, branch)).isNull();
    }

    @Test
    void everyWordOfTheCodelistsIsInTheTable() throws IOException {
        Set<String> words = new TreeSet<>(codes("echelon"));
        words.addAll(codes("branch"));
        assertThat(table().stringPropertyNames()).containsExactlyInAnyOrderElementsOf(words);
    }

    @Test
    void everyDigitOfTheTableHasItsPlace() throws IOException {
        table().forEach((word, digits) -> assertThat((String) digits)
                .as(word.toString())
                .matches(word.toString().startsWith("echelon.") ? "(\\d{2})?" : "(\\d{10})?"));
    }

    private static Set<String> codes(String list) throws IOException {
        String file = Files.readString(CODELISTS.resolve("formation-" + list + ".yaml"));
        return CODE.matcher(file)
                .results()
                .map(match -> list + "." + match.group(1))
                .collect(Collectors.toSet());
    }

    private static Properties table() throws IOException {
        Properties table = new Properties();
        try (InputStream file = Objects.requireNonNull(Sidc.class.getResourceAsStream("sidc.properties"))) {
            table.load(file);
        }
        return table;
    }
}
