package org.qalqan.seeds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.Codelists;
import org.qalqan.collections.Drafts;
import org.qalqan.collections.Json;
import org.qalqan.collections.RecordDraft;
import org.qalqan.collections.Sources;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.Vocabulary;

/** The whole dataset: collections, codelists and entries of all services, read from a folder. */
public final class Dataset implements Codelists, Sources, Drafts {

    static final String CODELISTS = "codelists";
    static final String SCHEMAS = "schema";
    static final String SOURCES = "sources";
    static final String EXEMPTIONS = "exemptions.yaml";

    private final Path folder;
    private final List<DatasetCollection> collections = new ArrayList<>();
    private List<String> recordTypes = List.of();
    private List<String> recordFields = List.of();
    private final Map<String, List<Code>> codelists = new TreeMap<>();
    private final List<YamlFile> files = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Lineage lineage = new Lineage();
    private final Map<String, Integer> paragraphCounts = new HashMap<>();
    private YamlFile exemptions = YamlFile.none(EXEMPTIONS);
    private final List<DatasetError> errors = new ArrayList<>();
    private @Nullable ReadingIndex index;

    private Dataset(Path folder) {
        this.folder = folder;
        Vocabulary.BY_NAME.forEach((name, codes) -> codelists.put(
                name,
                codes.stream()
                        .map(code -> new Code(code, code.replace('-', ' '), null))
                        .toList()));
    }

    /**
     * Reads and checks the dataset in the folder.
     *
     * @throws DatasetException when anything is wrong with it
     */
    public static Dataset load(Path folder) {
        Dataset dataset = read(folder);
        List<DatasetError> errors = new DatasetCheck(dataset).errors();
        if (!errors.isEmpty()) {
            throw new DatasetException(errors);
        }
        return dataset;
    }

    /** Reads the dataset without checking what it says. */
    static Dataset read(Path folder) {
        Dataset dataset = new Dataset(folder);
        dataset.readSchemas();
        dataset.readCodelists();
        dataset.readEntries();
        return dataset;
    }

    Path folder() {
        return folder;
    }

    List<DatasetCollection> collections() {
        return collections;
    }

    /** All YAML files: codelists and collections. */
    List<YamlFile> files() {
        return files;
    }

    List<Entry> entries() {
        return entries;
    }

    /** The readings of all entries; made when it is first asked for, after all have been read. */
    synchronized ReadingIndex index() {
        if (index == null) {
            index = new ReadingIndex(entries);
        }
        return index;
    }

    /** What the comparison with the documents leaves out; without entries when there is no such file. */
    YamlFile exemptions() {
        return exemptions;
    }

    /** What was wrong already while reading. */
    List<DatasetError> readErrors() {
        return errors;
    }

    /** How many paragraphs each source has, by its id. */
    Map<String, Integer> paragraphCounts() {
        return paragraphCounts;
    }

    @Override
    public List<String> names() {
        return List.copyOf(codelists.keySet());
    }

    @Override
    public List<Code> list(String name) {
        return codelists.getOrDefault(name, List.of());
    }

    @Override
    public List<String> recordTypes() {
        return recordTypes;
    }

    @Override
    public List<String> recordFields() {
        return recordFields;
    }

    @Override
    public boolean isSource(String id) {
        return lineage.isSource(id);
    }

    @Override
    public int independent(Collection<String> ids) {
        return lineage.independent(ids);
    }

    @Override
    public List<RecordDraft> drafts(String recordType) {
        return entries.stream()
                .filter(entry -> entry.collection().type().equals(recordType) && entry.isCurrent())
                .map(entry -> entry.draft(index()::knownOn))
                .toList();
    }

    @Override
    public Optional<String> typeOf(String id) {
        return entries.stream()
                .filter(entry -> entry.id().equals(id))
                .map(entry -> entry.collection().type())
                .findFirst();
    }

    @Override
    public List<String> idsOf(String service) {
        return entries.stream()
                .filter(entry -> entry.collection().service().equals(service))
                .map(Entry::id)
                .toList();
    }

    @Override
    public Optional<ObjectNode> entry(String id) {
        return entries.stream()
                .filter(entry -> entry.id().equals(id))
                .map(entry -> (ObjectNode) entry.node())
                .findFirst();
    }

    /** The text of the descriptor; empty when there is none. */
    String descriptor() {
        Path file = folder.resolve(DataPackage.FILE);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readSchemas() {
        for (Path file : files(folder.resolve(SCHEMAS), ".schema.json")) {
            try {
                JsonNode schema = Json.MAPPER.readTree(Files.readString(file));
                collections.add(DatasetCollection.of(schema));
            } catch (JsonProcessingException e) {
                errors.add(new DatasetError(relative(file), e.getLocation().getLineNr(), "", "not JSON"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (collections.isEmpty()) {
            errors.add(new DatasetError(SCHEMAS, 1, "", "the dataset has no schemas in " + SCHEMAS + "/"));
        }
        recordTypes = collections.stream().map(DatasetCollection::type).sorted().toList();
        recordFields = Stream.concat(
                        Declaration.commonFields().stream(),
                        collections.stream().flatMap(collection -> collection.fields().stream()))
                .map(Field::name)
                .distinct()
                .sorted()
                .toList();
    }

    private void readCodelists() {
        for (Path path : files(folder.resolve(CODELISTS), ".yaml")) {
            YamlFile file = YamlFile.read(folder, path);
            files.add(file);
            String name = path.getFileName().toString().replace(".yaml", "");
            List<Code> codes = new ArrayList<>();
            file.root()
                    .forEach(code -> codes.add(new Code(
                            code.path("code").asText(),
                            code.path("title").asText(),
                            code.path("description").textValue())));
            if (Vocabulary.BY_NAME.containsKey(name)) {
                errors.add(file.error(
                        "", "'" + name + "' is a vocabulary of the software, no codelist can have its name"));
            }
            codelists.putIfAbsent(name, List.copyOf(codes));
        }
    }

    private void readEntries() {
        Map<String, DatasetCollection> byFile = new LinkedHashMap<>();
        collections.forEach(collection -> byFile.put(collection.file(), collection));
        for (Path path : files(folder, ".yaml")) {
            if (path.startsWith(folder.resolve(CODELISTS))) {
                continue;
            }
            YamlFile file = YamlFile.read(folder, path);
            files.add(file);
            if (file.name().equals(EXEMPTIONS)) {
                exemptions = file;
                continue;
            }
            DatasetCollection collection = byFile.get(file.name());
            if (collection == null) {
                errors.add(file.error("", "no collection has a file of this name"));
                continue;
            }
            for (int i = 0; i < file.root().size(); i++) {
                Entry entry = Entry.of(collection, file, "/" + i, file.root().path(i));
                entries.add(entry);
                if (collection.path().equals(SOURCES)) {
                    lineage.add(entry);
                    paragraphCounts.put(
                            entry.id(), entry.node().path("paragraphCount").asInt());
                }
            }
        }
    }

    private String relative(Path file) {
        return folder.relativize(file).toString();
    }

    private static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
