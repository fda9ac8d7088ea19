package org.qalqan.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qalqan.evidence.Reading;

/**
 * Compares the dataset with the documents themselves: each paragraph that no reading cites, and each number in a paragraph that no
 * reading of that paragraph carries. What is rightly so stands in {@code exemptions.yaml}, one by one, with a reason; an exemption that
 * nothing needs any more is an error as well.
 */
public final class EvidenceCheck {

    private final Dataset dataset;
    private final Path documents;
    private final Map<String, Map<Integer, Set<BigDecimal>>> carried = new HashMap<>();
    private final Map<String, Integer> exempt = new LinkedHashMap<>();
    private final Set<Integer> needed = new HashSet<>();
    private final List<String> findings = new ArrayList<>();

    private EvidenceCheck(Dataset dataset, Path documents) {
        this.dataset = dataset;
        this.documents = documents;
    }

    /** Whether the folder holds every document that the dataset cites. */
    public static boolean hasDocuments(Dataset dataset, Path documents) {
        return sources(dataset).stream().allMatch(source -> Files.isRegularFile(documents.resolve(file(source))));
    }

    /** What is missing, one line each; empty when nothing is. */
    public static List<String> findings(Dataset dataset, Path documents) {
        return new EvidenceCheck(dataset, documents).run();
    }

    private List<String> run() {
        readExemptions();
        collectReadings();
        sources(dataset).forEach(this::checkSource);
        JsonNode exemptions = dataset.exemptions().root();
        for (int i = 0; i < exemptions.size(); i++) {
            if (!needed.contains(i)) {
                findings.add(dataset.exemptions()
                        .error("/" + i, "nothing needs this exemption")
                        .toString());
            }
        }
        return findings;
    }

    private void readExemptions() {
        JsonNode exemptions = dataset.exemptions().root();
        for (int i = 0; i < exemptions.size(); i++) {
            JsonNode exemption = exemptions.path(i);
            String place = exemption.path("source").asText() + ":"
                    + exemption.path("paragraph").asInt();
            if (exempt.put(key(place, exemption.path("number").asText()), i) != null) {
                findings.add(dataset.exemptions()
                        .error("/" + i, "the same exemption stands here twice")
                        .toString());
            }
        }
    }

    private static String key(String place, String number) {
        return place + " " + number;
    }

    private boolean isExempt(String place, String number) {
        Integer exemption = exempt.get(key(place, number));
        if (exemption == null) {
            return false;
        }
        needed.add(exemption);
        return true;
    }

    private void collectReadings() {
        Map<String, String> titles = new HashMap<>();
        dataset.entries().forEach(entry -> titles.put(entry.id(), entry.title()));
        for (Entry entry : dataset.entries()) {
            for (Entry.Located located : entry.readings()) {
                Reading reading = located.reading();
                String source = reading.source();
                if (source == null) {
                    continue;
                }
                Set<BigDecimal> numbers = carried.computeIfAbsent(source, id -> new HashMap<>())
                        .computeIfAbsent(reading.paragraph(), paragraph -> new HashSet<>());
                JsonNode value = reading.value();
                if (value != null) {
                    collectNumbers(value, titles, numbers);
                }
            }
        }
    }

    private static void collectNumbers(JsonNode value, Map<String, String> titles, Set<BigDecimal> numbers) {
        if (value.isNumber()) {
            numbers.add(value.decimalValue().stripTrailingZeros());
        } else if (value.isTextual()) {
            String text = value.textValue();
            String read = titles.getOrDefault(text, text.replaceAll("(?<=\\d)X", "0"));
            NumberTokens.in(read).forEach(token -> numbers.addAll(List.of(token.value(), token.scaled())));
        } else {
            value.forEach(member -> collectNumbers(member, titles, numbers));
        }
    }

    private void checkSource(Entry source) {
        List<String> lines = lines(source);
        int count = source.node().path("paragraphCount").asInt();
        int stating = 0;
        if (lines.size() != count) {
            findings.add(
                    source.error(source.pointer() + "/paragraphCount", "the document has " + lines.size() + " lines")
                            .toString());
        }
        Map<Integer, Set<BigDecimal>> cited = carried.getOrDefault(source.id(), Map.of());
        for (int i = 0; i < lines.size(); i++) {
            String place = source.id() + ":" + (i + 1);
            if (lines.get(i).isBlank() || isExempt(place, "")) {
                continue;
            }
            stating++;
            Set<BigDecimal> numbers = cited.get(i + 1);
            if (numbers == null) {
                findings.add(place + " no reading cites this paragraph");
            } else {
                checkNumbers(place, lines.get(i), numbers);
            }
        }
        int said = source.node().path("statingParagraphs").asInt();
        if (said != stating) {
            findings.add(source.error(
                            source.pointer() + "/statingParagraphs",
                            stating + " paragraphs are neither blank nor exempt, and here it says " + said)
                    .toString());
        }
    }

    private void checkNumbers(String place, String text, Set<BigDecimal> numbers) {
        Set<String> lacking = new LinkedHashSet<>();
        NumberTokens.in(text).stream()
                .filter(token -> !numbers.contains(token.value()) && !numbers.contains(token.scaled()))
                .forEach(token -> lacking.add(token.text()));
        lacking.stream()
                .filter(number -> !isExempt(place, number))
                .forEach(number -> findings.add(place + " no reading of this paragraph carries the number " + number));
    }

    private List<String> lines(Entry source) {
        try {
            return Files.readAllLines(documents.resolve(file(source)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Entry> sources(Dataset dataset) {
        return dataset.entries().stream()
                .filter(entry -> entry.collection().path().equals(Dataset.SOURCES))
                .toList();
    }

    private static String file(Entry source) {
        return source.node().path("file").asText();
    }
}
