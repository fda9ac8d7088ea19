package org.qalqan.localstack;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code qalqan} script runs once Java is there: {@code Main REPOSITORY HOME COMMAND [ARGUMENT]}.
 *
 * <p>Exit codes: 0 done; 1 not done, and why has been said; 2 no such command; 130 ended by Ctrl-C.
 */
final class Main {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final Duration LAUNCHER_LIMIT = Duration.ofMinutes(1);
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private static final List<String> CALLS_TO_TRY = List.of(
            "/v1/decrees/decree-2003-armed-forces-reform/impact",
            "/v1/partners/russia/dossier",
            "/v1/structure?asOf=2004-01-01");

    private final Path repository;
    private final Path home;
    private final Map<String, String> environment;
    private final Console console;

    /** What a signal has to end; null until the home is this program's. */
    private volatile @Nullable LocalStack begun;

    /** Whether a launcher, and with it a stack, was there to be ended. */
    private boolean launcherEnded;

    /** Whether the exit code is known: the program then ends by itself, not by a signal. */
    private volatile boolean finished;

    private Main(Path repository, Path home, Map<String, String> environment, Console console) {
        this.repository = repository;
        this.home = home;
        this.environment = environment;
        this.console = console;
    }

    /** Does one command and ends the program with its exit code. */
    public static void main(String[] arguments) {
        Console console = new Console(System.out, System.err, Boolean.getBoolean("qalqan.terminal"));
        Main main = new Main(Path.of(arguments[0]), Path.of(arguments[1]), System.getenv(), console);
        int exitCode = main.run(Arrays.asList(arguments).subList(2, arguments.length));
        main.finished = true;
        System.exit(exitCode);
    }

    private int run(List<String> arguments) {
        try {
            return switch (String.join(" ", arguments)) {
                case "up" -> up(false);
                case "up --detach", "up -d" -> up(true);
                case "status" -> status();
                case "down" -> down();
                case "reset" -> reset();
                default -> runOnOne(arguments);
            };
        } catch (StackException e) {
            return fail(e.getMessage());
        } catch (UncheckedIOException e) {
            return fail(describe(e));
        }
    }

    private int runOnOne(List<String> arguments) {
        if (!arguments.isEmpty() && arguments.get(0).equals("token")) {
            return token(arguments.subList(1, arguments.size()));
        }
        if (!arguments.isEmpty() && arguments.get(0).equals("load")) {
            return requireRunning().load(arguments.subList(1, arguments.size()), console);
        }
        if (!arguments.isEmpty() && arguments.get(0).equals("export") && arguments.size() <= 2) {
            LocalStack stack = requireRunning();
            Path folder = arguments.size() == 2
                    ? Path.of(arguments.get(1))
                    : stack.plan().seeds();
            return stack.export(folder, console);
        }
        Optional<Service> service = arguments.size() == 2 ? Service.of(arguments.get(1)) : Optional.empty();
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        if (service.isPresent() && command.equals("stop")) {
            return stop(service.get());
        }
        if (service.isPresent() && command.equals("start")) {
            return start(service.get());
        }
        console.fail("qalqan: no such command: %s (./qalqan help lists them)".formatted(String.join(" ", arguments)));
        return MISUSED;
    }

    /** Prints a token of the stack's own issuer, and nothing else, so that a script can take it. */
    private int token(List<String> options) {
        Map<String, String> values = new HashMap<>(Map.of("--minutes", "15"));
        for (int i = 0; i + 1 < options.size(); i += 2) {
            values.put(options.get(i), options.get(i + 1));
        }
        String role = values.getOrDefault("--role", "");
        String minutes = values.getOrDefault("--minutes", "");
        boolean understood = options.size() % 2 == 0
                && Set.of("--role", "--minutes").containsAll(values.keySet())
                && Issuer.ROLES.contains(role)
                && minutes.matches("[1-9]\\d{0,3}");
        if (!understood) {
            console.fail(
                    "usage: ./qalqan token --role %s [--minutes 1 to 9999]".formatted(String.join("|", Issuer.ROLES)));
            return MISUSED;
        }
        Issuer issuer = new Issuer(StackDirectory.at(home).issuer());
        if (!issuer.exists()) {
            return fail("there is no issuer in %s yet: ./qalqan up makes it".formatted(home));
        }
        console.accept(issuer.token(role, Duration.ofMinutes(Long.parseLong(minutes))));
        return DONE;
    }

    private int up(boolean detach) {
        StackPlan plan = StackPlan.of(repository, home)
                .withPorts(Ports.fromEnvironment(environment))
                .withLimit(limit());
        Runtime.getRuntime().addShutdownHook(new Thread(this::endAtSignal, "end"));
        LocalStack stack = LocalStack.claim(plan, console);
        begun = stack;
        try {
            build(stack);
            // a build takes minutes: somebody may have taken a port
            PortCheck.requireFree(plan.ports());
            console.pass("starting PostgreSQL and the services …");
            stack.bringUp();
        } catch (StackException | UncheckedIOException e) {
            if (stack.isBeingEnded()) {
                return awaitEnd(stack); // by a signal: it has been said, and this is only its echo
            }
            throw endAndTell(stack, e);
        }
        announce(stack);
        if (detach) {
            stack.leaveRunning();
            console.accept("It runs on by itself; ./qalqan down ends it.");
            return DONE;
        }
        console.accept("Ctrl-C ends it.");
        return watch(stack);
    }

    private Duration limit() {
        String seconds = environment.getOrDefault("QALQAN_START_LIMIT", "120");
        if (!seconds.matches("[1-9]\\d{0,4}")) {
            throw new StackException("QALQAN_START_LIMIT=%s: a number of seconds is needed".formatted(seconds));
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    private void build(LocalStack stack) {
        Build build = new Build(repository, "mvn");
        List<Service> stale = build.stale();
        if (stale.isEmpty()) {
            return;
        }
        LogFile log = stack.directory().log(Build.NAME);
        console.accept("building %s; the log is %s"
                .formatted(String.join(", ", stale.stream().map(Service::module).toList()), log.path()));
        long begin = System.nanoTime();
        build.run(stale, stack.children(), log, module -> console.pass("building " + module + " …"));
        console.accept("built in %d s"
                .formatted(Duration.ofNanos(System.nanoTime() - begin).toSeconds()));
    }

    private void announce(LocalStack stack) {
        String gateway = stack.url(Service.GATEWAY).toString();
        console.accept("");
        console.accept("Qalqan is ready.");
        console.accept("  start    " + gateway + "/");
        console.accept("  docs     " + gateway + "/docs");
        console.accept("  OpenAPI  " + gateway + "/openapi");
        console.accept("Try:");
        CALLS_TO_TRY.forEach(call -> console.accept("  curl '" + gateway + call + "'"));
        console.accept("");
    }

    /** Until a signal comes, or the database is gone, without which nothing can go on. */
    private int watch(LocalStack stack) {
        Set<Service> gone = new TreeSet<>();
        Polling.until(FOREVER, () -> {
            if (stack.isBeingEnded()) {
                return true;
            }
            for (Service service : Service.values()) {
                if (!stack.isAlive(service) && gone.add(service)) {
                    console.accept("%s has ended; the others go on (./qalqan start %s brings it back, its log is %s)"
                            .formatted(service.id(), service.id(), stack.log(service)));
                } else if (stack.isAlive(service) && gone.remove(service)) {
                    console.accept(service.id() + " is back");
                }
            }
            return !stack.isDatabaseAlive();
        });
        if (stack.isBeingEnded()) {
            return awaitEnd(stack);
        }
        throw endAndTell(
                stack,
                new StackException("PostgreSQL has ended. "
                        + stack.directory().log(PostgresServer.NAME).quoteEnd(20)));
    }

    private void endAtSignal() {
        LocalStack stack = begun;
        if (finished) {
            return;
        }
        console.accept("");
        if (stack == null) {
            console.accept("ended; nothing had been started");
            return;
        }
        console.accept("ending Qalqan …");
        stack.close();
        console.accept("ended" + whereDataStay(stack.directory()));
    }

    /** The signal's own thread ends the stack and then the program; this one has nothing left to do. */
    private static int awaitEnd(LocalStack stack) {
        stack.close();
        return FAILED;
    }

    private static RuntimeException endAndTell(LocalStack stack, RuntimeException reason) {
        stack.close();
        return reason;
    }

    private int status() {
        Optional<LocalStack> running = running();
        if (running.isEmpty()) {
            console.accept("Qalqan is not running in " + home);
            return FAILED;
        }
        LocalStack stack = running.get();
        boolean whole = stack.isDatabaseAlive();
        console.accept("Qalqan in %s, %s".formatted(home, launcher(stack.directory())));
        console.accept(line(
                PostgresServer.NAME,
                pid(stack, PostgresServer.NAME),
                "127.0.0.1:" + stack.plan().ports().database(),
                whole ? "running" : "not running"));
        for (Service service : Service.values()) {
            boolean ready = stack.isReady(service);
            String state = ready ? "ready" : stack.isAlive(service) ? "not ready" : "not running";
            console.accept(line(
                    service.id(), pid(stack, service.id()), stack.url(service).toString(), state));
            whole &= ready;
        }
        return whole ? DONE : FAILED;
    }

    private static String launcher(StackDirectory directory) {
        Optional<ProcessHandle> holder = StackLock.holder(directory);
        if (holder.isPresent()) {
            return "launcher pid " + holder.get().pid();
        }
        return StackState.read(directory).filter(StackState::detached).isPresent()
                ? "detached"
                : "left behind by a launcher that was killed; the next up or down ends it";
    }

    private static String line(String name, String pid, String address, String state) {
        return "  %-9s %-10s %-23s %s".formatted(name, pid, address, state);
    }

    private static String pid(LocalStack stack, String name) {
        return Optional.ofNullable(Ending.living(stack.directory()).get(name))
                .map(process -> "pid " + process.pid())
                .orElse("-");
    }

    private int down() {
        if (Files.notExists(home)) {
            console.accept("Qalqan is not running");
            return DONE;
        }
        try (StackLock held = takeFromLauncher(StackDirectory.at(home))) {
            end(held.directory());
        }
        return DONE;
    }

    private int reset() {
        if (Files.notExists(home)) {
            console.accept("there is nothing to reset in " + home);
            return DONE;
        }
        try (StackLock held = takeFromLauncher(StackDirectory.at(home))) {
            StackDirectory directory = held.directory();
            end(directory);
            directory.deleteData();
        }
        console.accept("the data are deleted; the next ./qalqan up loads the dataset anew");
        return DONE;
    }

    private void end(StackDirectory directory) {
        boolean running = launcherEnded
                || StackState.read(directory).isPresent()
                || !Ending.living(directory).isEmpty();
        Ending.endAll(directory, Ending.IN_ORDER);
        StackState.delete(directory);
        console.accept(running ? "Qalqan is down" + whereDataStay(directory) : "Qalqan is not running");
    }

    private static String whereDataStay(StackDirectory directory) {
        return Files.exists(directory.data()) ? "; the data stay in " + directory.data() : "";
    }

    /** The home's lock, after ending the launcher that has it, if one has. */
    private StackLock takeFromLauncher(StackDirectory directory) {
        return StackLock.tryTake(directory).orElseGet(() -> {
            ProcessHandle holder = StackLock.holder(directory).orElseThrow(() -> stillUsed(directory));
            if (!holder.info().commandLine().orElse("").contains(Main.class.getName())) {
                throw new StackException("the stack in %s belongs to pid %d, which is no launcher: end that"
                        .formatted(directory.root(), holder.pid()));
            }
            console.accept("ending the launcher, pid %d".formatted(holder.pid()));
            holder.destroy();
            if (!Polling.until(LAUNCHER_LIMIT, () -> !holder.isAlive())) {
                throw new StackException("the launcher, pid %d, has not ended within %d s"
                        .formatted(holder.pid(), LAUNCHER_LIMIT.toSeconds()));
            }
            launcherEnded = true;
            return StackLock.tryTake(directory).orElseThrow(() -> stillUsed(directory));
        });
    }

    private static StackException stillUsed(StackDirectory directory) {
        return new StackException("another program has just begun to use %s; try again".formatted(directory.root()));
    }

    private int stop(Service service) {
        LocalStack stack = requireRunning();
        if (!stack.isAlive(service)) {
            console.accept(service.id() + " is not running");
            return FAILED;
        }
        stack.stop(service);
        console.accept("%s is stopped; ./qalqan start %s brings it back".formatted(service.id(), service.id()));
        return DONE;
    }

    private int start(Service service) {
        requireRunning().start(service);
        return DONE;
    }

    private LocalStack requireRunning() {
        return running().orElseThrow(() -> new StackException("Qalqan is not running in " + home));
    }

    private Optional<LocalStack> running() {
        return Files.exists(home)
                ? LocalStack.runningIn(StackDirectory.at(home), console)
                        .filter(stack -> !Ending.living(stack.directory()).isEmpty())
                : Optional.empty();
    }

    private int fail(String reason) {
        console.fail("qalqan: " + reason);
        return FAILED;
    }

    private static String describe(UncheckedIOException reason) {
        return reason.getCause() instanceof AccessDeniedException denied
                ? "no permission to use " + denied.getFile()
                : reason.toString();
    }
}
