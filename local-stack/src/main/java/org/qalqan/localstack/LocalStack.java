package org.qalqan.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A running Qalqan: PostgreSQL and the four services, each a process of its own.
 *
 * <pre>{@code
 * StackPlan plan = StackPlan.of(repository, home).withPorts(Ports.free());
 * try (LocalStack stack = LocalStack.start(plan, System.out::println)) {
 *     stack.kill(Service.FORCES);
 *     get(stack.url(Service.GATEWAY).resolve("/v1/partners/russia/dossier"));
 *     stack.start(Service.FORCES);
 * }
 * }</pre>
 *
 * <p>A program that is killed cannot end its stack; the next start with the same home does. Methods that start or end
 * something are to be called by one thread at a time, but for {@link #close()}.
 */
public final class LocalStack implements AutoCloseable {
    private static final int QUOTED_LINES = 30;

    /** A process is gone a moment before the system has told Java how it went. */
    private static final Duration EXIT_CODE_LIMIT = Duration.ofSeconds(2);

    private final StackPlan plan;
    private final StackDirectory directory;
    private final Consumer<String> progress;
    private final Children children;
    private final PostgresServer postgres;
    private final Issuer issuer;
    private final Optional<StackLock> lock;
    private final Map<Service, Process> processes = new EnumMap<>(Service.class);
    private volatile boolean started;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalStack(StackPlan plan, StackDirectory directory, Optional<StackLock> lock, Consumer<String> progress) {
        this.plan = plan;
        this.directory = directory;
        this.lock = lock;
        this.progress = progress;
        this.children = new Children(directory);
        this.issuer = new Issuer(directory.issuer());
        this.postgres = new PostgresServer(directory, children, plan.ports().database());
    }

    /**
     * Starts everything from the packaged jars, which must be there, and returns when all services are ready. Ends
     * before that whatever a killed program left of a stack with the same home.
     *
     * @param progress is told, in lines for a person, what has been done
     * @throws StackException if a port is taken, the home is in use, or a process dies or is not ready within the limit;
     *     nothing is left running then
     */
    public static LocalStack start(StackPlan plan, Consumer<String> progress) {
        return start(claim(plan, progress));
    }

    /** {@link #start}, but without the data that an earlier stack has left in the home. */
    public static LocalStack startAfresh(StackPlan plan, Consumer<String> progress) {
        LocalStack stack = claim(plan, progress);
        stack.directory.deleteData();
        return start(stack);
    }

    private static LocalStack start(LocalStack stack) {
        try {
            stack.bringUp();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /**
     * Takes the home for this program and makes sure that nothing is in the way. To be followed by {@link #bringUp()}.
     */
    static LocalStack claim(StackPlan plan, Consumer<String> progress) {
        StackDirectory directory = StackDirectory.at(plan.home());
        StackLock lock = StackLock.tryTake(directory)
                .orElseThrow(() -> inUse(
                        directory,
                        StackLock.holder(directory)
                                .map(holder -> " (pid %d)".formatted(holder.pid()))
                                .orElse("")));
        try {
            endLeftovers(directory, progress);
            PortCheck.requireFree(plan.ports());
            return new LocalStack(plan, directory, Optional.of(lock), progress);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The stack that another process started and left running; empty if there is none. */
    static Optional<LocalStack> runningIn(StackDirectory directory, Consumer<String> progress) {
        return StackState.read(directory)
                .map(state -> new LocalStack(state.plan(), directory, Optional.empty(), progress));
    }

    /** Starts the database, then the services, and waits until all are ready. */
    void bringUp() {
        new StackState(plan, false).write(directory);
        directory.log(PostgresServer.NAME).rotate();
        startDatabase();
        for (Service service : Service.values()) {
            directory.log(service.id()).rotate();
            launch(service);
        }
        awaitReady(EnumSet.allOf(Service.class));
        started = true;
    }

    /** Where a service answers: {@code http://127.0.0.1:8081}. */
    public URI url(Service service) {
        return local(plan.ports().http(service));
    }

    /** Where a service's health and metrics are: {@code http://127.0.0.1:9081}. */
    public URI managementUrl(Service service) {
        return local(plan.ports().management(service));
    }

    /** The JDBC address of a service's database; user and database are called {@link Service#id()}. */
    public String jdbcUrl(Service service) {
        return postgres.jdbcUrl(requireStoring(service).id());
    }

    /** The password of a service's database role. */
    public String databasePassword(Service service) {
        return postgres.password(requireStoring(service).id());
    }

    /**
     * A token that the services of this stack accept.
     *
     * @param role {@code editor} or {@code maintainer}
     * @param lifetime from now on
     */
    public String token(String role, Duration lifetime) {
        return issuer.token(role, lifetime);
    }

    /**
     * Loads the dataset anew, after it has been checked whole.
     *
     * @param options as of {@code ./qalqan load}
     * @param output is told, in lines for a person, what each service has found
     * @return 0 when all is loaded; 1 when the dataset is refused or something waits for a decision; 2 when the options are wrong
     */
    public int load(List<String> options, Consumer<String> output) {
        return new DatasetCommands(this, output).load(options);
    }

    /**
     * Writes the stores back as files of the dataset. Those that are in the folder are replaced when all services have answered, and only where
     * they differ.
     *
     * @return 0 when it is done and the files are a sound dataset; 1 when not, and why has been said
     */
    public int export(Path folder, Consumer<String> output) {
        return new DatasetCommands(this, output).export(folder);
    }

    /** What a service has written since it was last started with the stack. */
    public Path log(Service service) {
        return directory.log(service.id()).path();
    }

    /** Whether the service's process is alive. */
    public boolean isAlive(Service service) {
        return process(service).isPresent();
    }

    /** The service's process; none while it is not alive. */
    public Optional<ProcessHandle> process(Service service) {
        return directory.pid(service.id()).process();
    }

    /** PostgreSQL's first process, which has started all others of it; none while it is not alive. */
    public Optional<ProcessHandle> databaseProcess() {
        return PostgresServer.running(directory);
    }

    /** Whether the service says that it can be used. */
    public boolean isReady(Service service) {
        return new Readiness(managementUrl(service)).isReady();
    }

    /** Ends one service in order, and returns when it is gone; the others go on. */
    public void stop(Service service) {
        Ending.end(directory, service);
    }

    /** Ends one service as a crash would (SIGKILL), and returns when it is gone; the others go on. */
    public void kill(Service service) {
        Ending.kill(directory, service);
    }

    /**
     * Starts one service that was ended, from what is packaged now, and returns when it is ready.
     *
     * @throws StackException if it runs already, dies, or is not ready within the limit
     */
    public void start(Service service) {
        if (isAlive(service)) {
            throw new StackException(service.id() + " is running already");
        }
        launch(service);
        awaitReady(EnumSet.of(service));
    }

    /** {@link #stop(Service)}, then {@link #start(Service)}. */
    public void restart(Service service) {
        stop(service);
        start(service);
    }

    /** Ends PostgreSQL in order; connections are cut. */
    public void stopDatabase() {
        Ending.endDatabase(directory);
    }

    /** Starts PostgreSQL and returns when the databases can be used. */
    public void startDatabase() {
        long begin = System.nanoTime();
        postgres.start(plan.limit());
        progress.accept("PostgreSQL is ready on 127.0.0.1:%d (%s)"
                .formatted(plan.ports().database(), since(begin)));
    }

    /** Ends everything and frees the home; the data stay. A second call, or one by another thread meanwhile, waits. */
    @Override
    public void close() {
        children.startNoMore();
        synchronized (closed) {
            if (closed.compareAndSet(false, true)) {
                Ending.endAll(directory, started ? Ending.IN_ORDER : Ending.WHILE_STARTING);
                StackState.delete(directory);
                lock.ifPresent(StackLock::close);
            }
        }
    }

    /** Leaves the processes to themselves and frees the home; a later program can end them. */
    void leaveRunning() {
        synchronized (closed) {
            if (closed.compareAndSet(false, true)) {
                new StackState(plan, true).write(directory);
                lock.ifPresent(StackLock::close);
            }
        }
    }

    boolean isBeingEnded() {
        return children.isEnded();
    }

    boolean isDatabaseAlive() {
        return PostgresServer.running(directory).isPresent();
    }

    StackDirectory directory() {
        return directory;
    }

    Children children() {
        return children;
    }

    StackPlan plan() {
        return plan;
    }

    private void launch(Service service) {
        List<String> command = new PackagedService(service, plan.repository()).install(directory);
        LogFile log = directory.log(service.id());
        Process process = children.start(service.id(), command, environment(service), log.asOutput());
        processes.put(service, process);
    }

    /** The same variables as in the containers; only the addresses differ. */
    public Map<String, String> environment(Service service) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(plan.ports().http(service)));
        variables.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        variables.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(plan.ports().management(service)));
        if (service.storing()) {
            variables.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl(service));
            variables.put("QUARKUS_DATASOURCE_USERNAME", service.id());
            variables.put("QUARKUS_DATASOURCE_PASSWORD", databasePassword(service));
            variables.put("SEEDS_LOCATION", plan.seeds().toString());
            variables.put("MP_JWT_VERIFY_ISSUER", Issuer.NAME);
            variables.put(
                    "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                    issuer.publicKey().toUri().toString());
        } else {
            Service.storingOnes()
                    .forEach(other -> variables.put(
                            Ports.variable(other.id()).replaceFirst("QALQAN_(.*)_PORT", "SERVICES_$1_URL"),
                            url(other).toString()));
        }
        variables.putAll(plan.environment().getOrDefault(service, Map.of()));
        variables.values().removeIf(String::isEmpty);
        return variables;
    }

    private void awaitReady(Collection<Service> services) {
        long begin = System.nanoTime();
        Map<Service, Readiness> pending = new EnumMap<>(Service.class);
        services.forEach(service -> pending.put(service, new Readiness(managementUrl(service))));
        boolean ready = Polling.until(plan.limit(), () -> {
            for (Service service : Set.copyOf(pending.keySet())) {
                requireAlive(service);
                Readiness readiness = pending.get(service);
                if (readiness != null && readiness.isReady()) {
                    pending.remove(service);
                    progress.accept("%s is ready on %s (%s)".formatted(service.id(), url(service), since(begin)));
                }
            }
            return pending.isEmpty();
        });
        if (!ready) {
            StringBuilder message = new StringBuilder();
            pending.forEach((service, readiness) -> message.append("%s is not ready after %d s: %s. %s%n"
                    .formatted(
                            service.id(),
                            plan.limit().toSeconds(),
                            readiness.last(),
                            directory.log(service.id()).quoteEnd(QUOTED_LINES))));
            throw new StackException(message.toString().stripTrailing());
        }
    }

    private void requireAlive(Service service) {
        if (isBeingEnded()) {
            throw new StackException("the stack is being ended");
        }
        if (!isAlive(service)) {
            throw new StackException("%s ended before it was ready%s. %s"
                    .formatted(
                            service.id(),
                            exitCode(service),
                            directory.log(service.id()).quoteEnd(QUOTED_LINES)));
        }
    }

    private String exitCode(Service service) {
        Process process = processes.get(service);
        return process != null && Polling.until(EXIT_CODE_LIMIT, () -> !process.isAlive())
                ? " (exit code %d)".formatted(process.exitValue())
                : "";
    }

    private static StackException inUse(StackDirectory directory, String by) {
        String where = StackState.read(directory)
                .map(state -> ", gateway " + local(state.plan().ports().http(Service.GATEWAY)))
                .orElse("");
        return new StackException("Qalqan is already running%s in %s%s; ./qalqan status shows it, ./qalqan down ends it"
                .formatted(by, directory.root(), where));
    }

    private static void endLeftovers(StackDirectory directory, Consumer<String> progress) {
        Map<String, ProcessHandle> living = Ending.living(directory);
        if (living.isEmpty()) {
            return;
        }
        if (StackState.read(directory).filter(StackState::detached).isPresent()) {
            throw inUse(directory, "");
        }
        StringBuilder names = new StringBuilder();
        living.forEach((name, process) -> names.append(names.isEmpty() ? "" : ", ")
                .append(name)
                .append(" pid ")
                .append(process.pid()));
        progress.accept("ending what a killed launcher left behind: " + names);
        Ending.endAll(directory, Ending.IN_ORDER);
    }

    private static Service requireStoring(Service service) {
        if (!service.storing()) {
            throw new IllegalArgumentException(service.id() + " has no database");
        }
        return service;
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static String since(long begin) {
        return "%.1f s".formatted(Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
    }
}
