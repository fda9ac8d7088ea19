package org.qalqan.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCheckTest {

    private static final Path SHIPPED = Path.of("..", "..", "seeds");
    private static final Logger LOG = Logger.getLogger(EvidenceCheckTest.class);

    @TempDir
    Path dataset;

    @TempDir
    Path documents;

    @BeforeEach
    void writeASmallDataset() throws IOException {
        Files.createDirectories(dataset.resolve("schema"));
        Files.createDirectories(dataset.resolve("forces"));
        for (String schema : List.of("sources", "strengths")) {
            String file = "schema/" + schema + ".schema.json";
            Files.copy(SHIPPED.resolve(file), dataset.resolve(file));
        }
        Files.writeString(dataset.resolve("sources.yaml"), """
                - id: report
                  title: A report
                  cite: report:1
                  paragraphCount: 4
                  statingParagraphs: 2
                  file: report.txt
                """);
        Files.writeString(dataset.resolve("forces/strengths.yaml"), """
                - id: strength-of-the-guard
                  title: Strength of the guard
                  cite: report:3
                  personnel: 1200
                """);
        Files.writeString(documents.resolve("report.txt"), """
                A report of 1 page

                The guard has 1,200 men.
                Share
                """);
        Files.writeString(dataset.resolve("exemptions.yaml"), """
                - source: report
                  paragraph: 1
                  number: "1"
                  reason: the number of pages
                - source: report
                  paragraph: 4
                  reason: navigation
                """);
    }

    private List<String> findings() {
        return EvidenceCheck.findings(Dataset.read(dataset), documents);
    }

    private void replace(Path file, String old, String changed) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, changed));
    }

    @Test
    void findsNothingWhereEveryParagraphIsCitedAndEveryNumberCarried() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsANumberThatNoReadingOfItsParagraphCarries() throws IOException {
        replace(documents.resolve("report.txt"), "1,200 men", "1,200 men in four towers");

        assertThat(findings()).containsExactly("report:3 no reading of this paragraph carries the number four");
    }

    @Test
    void findsAParagraphThatNoReadingCites() throws IOException {
        replace(documents.resolve("report.txt"), "\n\n", "\nThe guard is brave.\n");

        assertThat(findings())
                .contains("report:2 no reading cites this paragraph")
                .anyMatch(finding -> finding.contains("3 paragraphs are neither blank nor exempt, and here it says 2"));
    }

    @Test
    void findsAnExemptionThatNothingNeeds() throws IOException {
        replace(documents.resolve("report.txt"), "of 1 page", "of a page");

        assertThat(findings()).containsExactly("exemptions.yaml:1 /0 nothing needs this exemption");
    }

    /** The shipped dataset against the documents, which are not part of the repository: -Dqalqan.sources names their folder. */
    @Test
    void shippedDatasetCoversItsDocuments() {
        Dataset shipped = Dataset.read(SHIPPED);
        Path folder = Path.of(System.getProperty("qalqan.sources", "../../../shared/sources"));
        if (!EvidenceCheck.hasDocuments(shipped, folder)) {
            LOG.warnf("The documents are not in %s: the dataset was not compared with them.", folder);
            return;
        }
        assertThat(EvidenceCheck.findings(shipped, folder)).isEmpty();
        LOG.infof("Every paragraph of the documents in %s is cited, and every number carried.", folder);
    }
}
