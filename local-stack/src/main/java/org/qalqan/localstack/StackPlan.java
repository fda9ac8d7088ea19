package org.qalqan.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What stack to start.
 *
 * @param repository the root of the source tree, in which the packaged services are found
 * @param home the folder that keeps everything of this stack; a second start with it finds the same data
 * @param seeds the dataset that the services load
 * @param ports where everything listens
 * @param limit how long the database, and then the services together, may take until they are ready
 * @param environment further variables of single services; they win over the stack's own, and an empty one takes the stack's own away
 */
public record StackPlan(
        Path repository,
        Path home,
        Path seeds,
        Ports ports,
        Duration limit,
        Map<Service, Map<String, String>> environment) {
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(2);

    /** Makes the paths absolute: the processes are started in another folder. */
    public StackPlan {
        repository = repository.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
        seeds = seeds.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** The repository's own seeds, the usual ports, two minutes. */
    public static StackPlan of(Path repository, Path home) {
        return new StackPlan(repository, home, repository.resolve("seeds"), Ports.standard(), USUAL_LIMIT, Map.of());
    }

    /** The same stack on other ports. */
    public StackPlan withPorts(Ports other) {
        return new StackPlan(repository, home, seeds, other, limit, environment);
    }

    /** The same stack with another dataset. */
    public StackPlan withSeeds(Path other) {
        return new StackPlan(repository, home, other, ports, limit, environment);
    }

    /** The same stack with another limit. */
    public StackPlan withLimit(Duration other) {
        return new StackPlan(repository, home, seeds, ports, other, environment);
    }

    /** The same stack with one more variable for one service. */
    public StackPlan withVariable(Service service, String name, String value) {
        Map<Service, Map<String, String>> all = new EnumMap<>(Service.class);
        all.putAll(environment);
        Map<String, String> ofService = new HashMap<>(all.getOrDefault(service, Map.of()));
        ofService.put(name, value);
        all.put(service, Map.copyOf(ofService));
        return new StackPlan(repository, home, seeds, ports, limit, all);
    }
}
