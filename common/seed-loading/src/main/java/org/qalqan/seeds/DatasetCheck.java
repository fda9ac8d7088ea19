package org.qalqan.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qalqan.evidence.Input;

/**
 * Everything that must be true of the dataset, over all services at once: files parse and match their schemas; ids
 * are unique; references, codes and citations resolve; spellings do not collide; ranks are decided or openly in dispute; derived
 * values follow from their inputs.
 */
final class DatasetCheck {

    private static final String MERGED_INTO = "mergedInto";

    private final Dataset dataset;
    private final List<DatasetError> errors = new ArrayList<>();
    private final EntryCheck entryCheck;

    DatasetCheck(Dataset dataset) {
        this.dataset = dataset;
        this.entryCheck = new EntryCheck(dataset.index(), dataset, dataset.paragraphCounts());
    }

    /** What is wrong with what it says, by file and line; of one that is sound, what is wrong with its form. */
    static List<DatasetError> errorsAndForm(Dataset dataset) {
        DatasetCheck check = new DatasetCheck(dataset);
        List<DatasetError> errors = check.errors();
        return errors.isEmpty() ? check.formErrors() : errors;
    }

    /** What is wrong with what it says, by file and line. Its form is its editors' concern: it can be loaded in any. */
    List<DatasetError> errors() {
        errors.addAll(dataset.readErrors());
        dataset.files().forEach(file -> errors.addAll(file.errors()));
        dataset.collections().forEach(this::checkSchema);
        checkIds();
        dataset.entries().forEach(this::checkEntry);
        checkMergers();
        checkInputs();
        errors.addAll(entryCheck.errors());
        checkCodelists();
        checkExemptions();
        errors.sort(Comparator.comparing(DatasetError::file)
                .thenComparing(DatasetError::line)
                .thenComparing(DatasetError::pointer));
        return errors.stream().distinct().toList();
    }

    private void checkSchema(DatasetCollection collection) {
        dataset.files().stream()
                .filter(file -> file.name().equals(collection.file()))
                .forEach(file -> entryCheck.checkSchema(collection, file));
    }

    private void checkIds() {
        Map<String, Entry> taken = new HashMap<>();
        for (Entry entry : dataset.entries()) {
            Entry other = taken.putIfAbsent(entry.id(), entry);
            if (other != null && !entry.id().isEmpty()) {
                errors.add(entry.error(
                        entry.pointer() + "/id",
                        "the id '" + entry.id() + "' is taken by a record in "
                                + other.file().name()));
            }
        }
    }

    private void checkEntry(Entry entry) {
        if (entry.node().isObject()) {
            entryCheck.check(entry);
        }
    }

    /** Who follows mergers arrives somewhere. */
    private void checkMergers() {
        Map<String, Entry> merged = new HashMap<>();
        dataset.entries().stream()
                .filter(entry -> entry.node().path(MERGED_INTO).isTextual())
                .forEach(entry -> merged.put(entry.id(), entry));
        for (Entry entry : merged.values()) {
            Set<String> passed = new HashSet<>();
            Entry at = entry;
            while (at != null && passed.add(at.id())) {
                at = merged.get(at.node().path(MERGED_INTO).asText());
            }
            if (at != null) {
                errors.add(entry.error(
                        entry.pointer() + "/" + MERGED_INTO,
                        "'" + entry.id() + "' is merged into what is merged into it"));
            }
        }
    }

    /** One store has all that a value is computed from: it sees when that changes. */
    private void checkInputs() {
        Map<String, String> services = new HashMap<>();
        dataset.entries()
                .forEach(entry -> services.put(entry.id(), entry.collection().service()));
        for (Entry entry : dataset.entries()) {
            for (Entry.Located located : entry.readings()) {
                for (String input : located.reading().inputs()) {
                    String service = services.get(Input.of(input).record());
                    if (service != null && !service.equals(entry.collection().service())) {
                        errors.add(entry.error(
                                located.pointer() + "/inputs",
                                "'" + input
                                        + "' belongs to another service: a reading is computed from those of its own"));
                    }
                }
            }
        }
    }

    private void checkExemptions() {
        YamlFile file = dataset.exemptions();
        for (int i = 0; i < file.root().size(); i++) {
            JsonNode exemption = file.root().path(i);
            Integer count =
                    dataset.paragraphCounts().get(exemption.path("source").asText());
            int paragraph = exemption.path("paragraph").asInt();
            if (count == null || paragraph < 1 || paragraph > count) {
                errors.add(file.error("/" + i, "an exemption needs 'source' and 'paragraph', which exist"));
            }
            if (exemption.path("reason").asText().isBlank()) {
                errors.add(file.error("/" + i, "an exemption needs a 'reason'"));
            }
            for (Map.Entry<String, JsonNode> property : exemption.properties()) {
                if (!CanonicalYaml.EXEMPTION_KEYS.contains(property.getKey())) {
                    errors.add(file.error(
                            "/" + i + "/" + property.getKey(), "an exemption has no '" + property.getKey() + "'"));
                }
            }
        }
    }

    private void checkCodelists() {
        for (YamlFile file : dataset.files()) {
            if (!file.name().startsWith(Dataset.CODELISTS + "/")) {
                continue;
            }
            Set<String> codes = new HashSet<>();
            for (int i = 0; i < file.root().size(); i++) {
                JsonNode code = file.root().path(i);
                String at = "/" + i;
                if (!code.path("code").asText().matches(DatasetSchema.SLUG)
                        || !code.path("title").isTextual()) {
                    errors.add(file.error(at, "a code needs 'code', a slug, and 'title'"));
                }
                if (!codes.add(code.path("code").asText())) {
                    errors.add(file.error(at + "/code", "the code stands here twice"));
                }
            }
        }
    }

    private List<DatasetError> formErrors() {
        List<DatasetError> errors = new ArrayList<>();
        for (YamlFile file : dataset.files()) {
            String canonical = CanonicalYaml.format(file, dataset);
            if (!canonical.equals(file.text())) {
                errors.add(file.error("", "the file is not in canonical form: run the formatter"));
            }
        }
        if (!DataPackage.format(dataset).equals(dataset.descriptor())) {
            errors.add(new DatasetError(DataPackage.FILE, 1, "/resources", "not up to date: run the formatter"));
        }
        return errors;
    }
}
