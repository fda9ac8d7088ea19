package org.qalqan.localstack;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The four services of Qalqan, in the order in which a reader meets them. */
public enum Service {
    /** Decrees, events, doctrine, people: what happened and when. */
    TIMELINE("timeline-service", 8081, true),
    /** Structure, units, equipment: what the forces consist of. */
    FORCES("forces-service", 8082, true),
    /** Partners, agreements, aid: with whom. */
    PARTNERS("partners-service", 8083, true),
    /** The one address that callers use; it has no database. */
    GATEWAY("gateway", 8080, false);

    private final String module;
    private final int port;
    private final boolean storing;

    Service(String module, int port, boolean storing) {
        this.module = module;
        this.port = port;
        this.storing = storing;
    }

    /** The name used in commands, log files, database and role: {@code timeline}, {@code gateway}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The folder of the service in the repository: {@code timeline-service}. */
    public String module() {
        return module;
    }

    /** Whether the service has a database; its name is {@link #id()}. */
    public boolean storing() {
        return storing;
    }

    /** The usual port; that of health and metrics is 1000 higher. */
    int port() {
        return port;
    }

    int managementPort() {
        return port + 1000;
    }

    /** What its Java is started with: its heap is half of the memory that its container may have ({@code docker-compose.yml}). */
    public List<String> javaOptions() {
        return List.of(storing ? "-Xmx224m" : "-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    }

    static Stream<Service> storingOnes() {
        return Stream.of(values()).filter(Service::storing);
    }

    static Optional<Service> of(String id) {
        return Stream.of(values()).filter(service -> service.id().equals(id)).findFirst();
    }
}
