package org.qalqan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.seeds.DatasetSchema;

/**
 * The dataset's schemas are those that the declarations of a service make. It runs without the service: a service starts with a sound
 * dataset only, and a new collection's file is sound once its schema is there.
 */
public abstract class SchemaRules {

    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path SCHEMAS = Path.of("..", "seeds", "schema");

    private final String service;

    /** The rules for the declarations of the named service, whose module the tests run in. */
    protected SchemaRules(String service) {
        this.service = service;
    }

    @TestFactory
    Stream<DynamicTest> schemaIsTheCommittedOne() {
        List<Declaration> declarations = declarations();
        assertThat(declarations).isNotEmpty();
        return declarations.stream()
                .map(declaration -> DynamicTest.dynamicTest(
                        declaration.path(),
                        () -> GeneratedFile.assertUpToDate(
                                SCHEMAS.resolve(declaration.path() + ".schema.json"),
                                DatasetSchema.of(service, declaration).toPrettyString() + "\n")));
    }

    private static List<Declaration> declarations() {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(CLASSES::relativize)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.contains("-info"))
                    .map(file -> file.replace(".class", "").replace('/', '.').replace('\\', '.'))
                    .sorted()
                    .map(SchemaRules::type)
                    .filter(type -> type.isAnnotationPresent(Collection.class))
                    .map(Declaration::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, SchemaRules.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
