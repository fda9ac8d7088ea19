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
    private static final Duration SERVICE_LIMIT = Duration.ofSeconds(15);
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

    /** Ends all of them: callers before the called, the database last. */
    static void endAll(StackDirectory directory) {
        for (String name : PASSING) {
            directory.pid(name).process().ifPresent(Ending::endNow);
            directory.pid(name).delete();
        }
        List<ProcessHandle> services = new ArrayList<>();
        for (Service service : Service.values()) {
            directory.pid(service.id()).process().ifPresent(services::add);
        }
        services.forEach(ProcessHandle::destroy);
        services.forEach(process -> awaitOrKill(process, SERVICE_LIMIT));
        for (Service service : Service.values()) {
            directory.pid(service.id()).delete();
        }
        endDatabase(directory);
    }

    /** Ends one service, in order where it can be. */
    static void end(StackDirectory directory, Service service) {
        directory.pid(service.id()).process().ifPresent(process -> {
            process.destroy();
            awaitOrKill(process, SERVICE_LIMIT);
        });
        directory.pid(service.id()).delete();
    }

    /** Ends one service as a crash would. */
    static void kill(StackDirectory directory, Service service) {
        directory.pid(service.id()).process().ifPresent(process -> {
            process.destroyForcibly();
            awaitOrKill(process, KILL_LIMIT);
        });
        directory.pid(service.id()).delete();
    }

    /** Ends the database: connections are cut, what was committed is on disk. */
    static void endDatabase(StackDirectory directory) {
        Optional<ProcessHandle> database = PostgresServer.running(directory);
        database.ifPresent(process -> {
            // SIGINT is PostgreSQL's fast shutdown; the SIGTERM that Java would send waits for every client to leave
            interrupt(process);
            awaitOrKill(process, DATABASE_LIMIT);
        });
        directory.pid(PostgresServer.NAME).delete();
    }

    /** Ends a process and those that it started at once; for such as have nothing to lose. */
    static void endNow(ProcessHandle process) {
        List<ProcessHandle> family =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
        family.forEach(ProcessHandle::destroy);
        family.forEach(member -> awaitOrKill(member, KILL_LIMIT));
    }

    private static void awaitOrKill(ProcessHandle process, Duration limit) {
        if (!Polling.until(limit, () -> isGone(process))) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Polling.until(KILL_LIMIT, () -> isGone(process));
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
