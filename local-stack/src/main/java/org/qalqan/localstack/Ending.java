package org.qalqan.localstack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ends the processes that the pid files of a stack name, whoever started them, and no others. */
final class Ending {
    /** How long a service may take to finish the requests that it has. */
    static final Duration IN_ORDER = Duration.ofSeconds(10);

    /** How long a service may take that nobody uses yet: one that is still starting hears a signal only afterwards. */
    static final Duration WHILE_STARTING = Duration.ofSeconds(2);

    private static final Duration DATABASE_LIMIT = Duration.ofSeconds(30);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

    /** Processes that come and go while a stack is started. */
    private static final List<String> PASSING = List.of(Build.NAME, PostgresServer.INITDB, PostgresServer.PG_CTL);

    private Ending() {}

    /** The living processes of a stack by name: services, then PostgreSQL, then what is only there while starting. */
    static Map<String, ProcessHandle> living(StackDirectory directory) {
        Map<String, ProcessHandle> living = new LinkedHashMap<>();
        Stream.concat(Stream.of(Service.values()).map(Service::id), PASSING.stream())
                .forEach(name -> directory.pid(name).process().ifPresent(process -> living.put(name, process)));
        PostgresServer.running(directory).ifPresent(process -> living.put(PostgresServer.NAME, process));
        return living;
    }

    /** Ends all of them, the database last; services that have not ended within the limit are killed. */
    static void endAll(StackDirectory directory, Duration limit) {
        for (String name : PASSING) {
            directory.pid(name).process().ifPresent(Ending::endNow);
            directory.pid(name).delete();
        }
        List<ProcessHandle> services = new ArrayList<>();
        for (Service service : Service.values()) {
            directory.pid(service.id()).process().ifPresent(services::add);
        }
        services.forEach(ProcessHandle::destroy);
        awaitOrKill(services, limit);
        for (Service service : Service.values()) {
            directory.pid(service.id()).delete();
        }
        endDatabase(directory);
    }

    /** Ends one service, in order where it can be. */
    static void end(StackDirectory directory, Service service) {
        directory.pid(service.id()).process().ifPresent(process -> {
            process.destroy();
            awaitOrKill(List.of(process), IN_ORDER);
        });
        directory.pid(service.id()).delete();
    }

    /** Ends one service as a crash would. */
    static void kill(StackDirectory directory, Service service) {
        directory.pid(service.id()).process().ifPresent(process -> {
            process.destroyForcibly();
            awaitOrKill(List.of(process), KILL_LIMIT);
        });
        directory.pid(service.id()).delete();
    }

    /** Ends the database: connections are cut, what was committed is on disk. */
    static void endDatabase(StackDirectory directory) {
        Optional<ProcessHandle> database = PostgresServer.running(directory);
        database.ifPresent(process -> {
            // SIGINT is PostgreSQL's fast shutdown; the SIGTERM that Java would send waits for every client to leave
            interrupt(process);
            awaitOrKill(List.of(process), DATABASE_LIMIT);
        });
        directory.pid(PostgresServer.NAME).delete();
    }

    /** Ends a process and those that it started at once; for such as have nothing to lose. */
    static void endNow(ProcessHandle process) {
        List<ProcessHandle> family =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
        family.forEach(ProcessHandle::destroy);
        awaitOrKill(family, KILL_LIMIT);
    }

    private static void awaitOrKill(List<ProcessHandle> processes, Duration limit) {
        if (!Polling.until(limit, () -> processes.stream().allMatch(Ending::isGone))) {
            processes.stream().filter(process -> !isGone(process)).forEach(process -> {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            });
            Polling.until(KILL_LIMIT, () -> processes.stream().allMatch(Ending::isGone));
        }
    }

    private static boolean isGone(ProcessHandle process) {
        return !process.isAlive() || ProcessStart.of(process.pid()).isEmpty();
    }

    private static void interrupt(ProcessHandle process) {
        try {
            Process kill =
                    new ProcessBuilder("/bin/sh", "-c", "kill -INT \"$0\"", Long.toString(process.pid())).start();
            kill.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
