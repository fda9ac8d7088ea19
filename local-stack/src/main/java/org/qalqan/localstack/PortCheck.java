package org.qalqan.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Says of each port that is needed and taken which it is, for what, and by which process where the system tells. */
final class PortCheck {
    private static final String LISTENING = "0A";

    private PortCheck() {}

    /**
     * Returns if all are free.
     *
     * @throws StackException with one line for each taken port
     */
    static void requireFree(Ports ports) {
        List<String> taken = new ArrayList<>();
        List<String> variables = new ArrayList<>();
        ports.byName().forEach((name, port) -> {
            if (isTaken(port)) {
                taken.add("port %d (%s) is taken by %s".formatted(port, name, describe(holder(port))));
                variables.add(Ports.variable(name));
            }
        });
        if (!taken.isEmpty()) {
            taken.add("%s=… moves one, QALQAN_PORT_OFFSET=100 all".formatted(variables.get(0)));
            throw new StackException(String.join("\n", taken));
        }
    }

    static boolean isTaken(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections of an earlier run that are still closing are no obstacle
            socket.bind(new InetSocketAddress(loopback, port));
        } catch (IOException e) {
            return true;
        }
        // macOS lets one bind 127.0.0.1 beside a listener on all addresses
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback, port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The process that listens on the port, where the system tells: one's own processes, or all of them for root. */
    static OptionalLong holder(int port) {
        return Files.isDirectory(Path.of("/proc/self/net")) ? holderByProc(port) : holderByLsof(port);
    }

    private static String describe(OptionalLong pid) {
        if (pid.isEmpty()) {
            return "a process of another user";
        }
        String program = ProcessHandle.of(pid.getAsLong())
                .flatMap(handle -> handle.info().command())
                .map(command -> " (" + command + ")")
                .orElse("");
        return "pid " + pid.getAsLong() + program;
    }

    private static OptionalLong holderByProc(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            sockets.addAll(listeningSockets(Path.of(table), port));
        }
        if (sockets.isEmpty()) {
            return OptionalLong.empty();
        }
        return ProcessHandle.allProcesses()
                .mapToLong(ProcessHandle::pid)
                .filter(pid -> holdsOneOf(pid, sockets))
                .findFirst();
    }

    private static Set<String> listeningSockets(Path table, int port) {
        String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
        Set<String> sockets = new HashSet<>();
        try {
            for (String line : Files.readAllLines(table)) {
                String[] field = line.trim().split("\\s+", -1);
                if (field.length > 9 && field[1].endsWith(suffix) && field[3].equals(LISTENING)) {
                    sockets.add("socket:[" + field[9] + "]");
                }
            }
        } catch (IOException e) {
            return Set.of(); // no such table: IPv6 may be off
        }
        return sockets;
    }

    private static boolean holdsOneOf(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                if (sockets.contains(target(file))) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false; // another user's process, or one that has just ended
        }
        return false;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed since it was listed
        }
    }

    private static OptionalLong holderByLsof(int port) {
        try {
            Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                    .redirectErrorStream(true)
                    .start();
            if (!lsof.waitFor(5, TimeUnit.SECONDS)) {
                lsof.destroyForcibly();
                return OptionalLong.empty();
            }
            String first = new String(lsof.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            return first.matches("\\d+") ? OptionalLong.of(Long.parseLong(first)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty(); // no lsof
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }
}
