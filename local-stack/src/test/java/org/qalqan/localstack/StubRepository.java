package org.qalqan.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A source tree in which the four services are packaged, each of them a {@link StubService}. */
final class StubRepository {
    private StubRepository() {}

    static Path at(Path root) throws IOException {
        Files.createDirectories(root.resolve("seeds"));
        for (Service service : Service.values()) {
            Path application = root.resolve(service.module()).resolve("target/quarkus-app");
            Files.createDirectories(application);
            writeJar(application.resolve("quarkus-run.jar"));
        }
        return root;
    }

    private static void writeJar(Path jar) throws IOException {
        Path driver = Path.of(DriverManager.getDrivers()
                .nextElement()
                .getClass()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
        attributes.put(Attributes.Name.CLASS_PATH, driver.toUri().toString());
        String name = StubService.class.getName().replace('.', '/') + ".class";
        try (InputStream code = Objects.requireNonNull(StubService.class.getResourceAsStream("/" + name));
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(name));
            code.transferTo(out);
        }
    }
}
