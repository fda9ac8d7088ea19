package org.qalqan.localstack;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The nine ports of a stack, all of them on 127.0.0.1.
 *
 * @param database PostgreSQL's
 * @param http the services' own
 * @param management those of health and metrics
 */
public record Ports(int database, Map<Service, Integer> http, Map<Service, Integer> management) {
    private static final int DATABASE = 15432;

    /** Above those of common servers; from the second on systems give ports to outgoing connections. */
    private static final int FIRST_FREE = 20_000;

    private static final int FIRST_OF_OUTGOING = 32_768;
    private static final int ATTEMPTS = 100;

    /** Copies the maps, which must name each service. */
    public Ports {
        http = Map.copyOf(http);
        management = Map.copyOf(management);
        for (Service service : Service.values()) {
            if (!http.containsKey(service) || !management.containsKey(service)) {
                throw new IllegalArgumentException("no port for " + service.id());
            }
        }
    }

    /** The usual ones: gateway 8080, services 8081 to 8083, management 9080 to 9083, PostgreSQL 15432. */
    public static Ports standard() {
        return fromEnvironment(Map.of());
    }

    /**
     * The usual ones, moved by {@code QALQAN_PORT_OFFSET} or one by one: {@code QALQAN_PORT} (the gateway's),
     * {@code QALQAN_TIMELINE_PORT}, {@code QALQAN_GATEWAY_MANAGEMENT_PORT}, {@code QALQAN_DATABASE_PORT} and so on.
     *
     * @throws StackException if a value is not a port, or two ports are the same
     */
    static Ports fromEnvironment(Map<String, String> environment) {
        int offset = number(environment, "QALQAN_PORT_OFFSET", 0, 0, 40_000);
        Map<Service, Integer> http = new EnumMap<>(Service.class);
        Map<Service, Integer> management = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            http.put(service, port(environment, httpVariable(service), service.port() + offset));
            management.put(service, port(environment, managementVariable(service), service.managementPort() + offset));
        }
        Ports ports = new Ports(port(environment, "QALQAN_DATABASE_PORT", DATABASE + offset), http, management);
        Map<Integer, String> seen = new LinkedHashMap<>();
        ports.byName().forEach((name, port) -> {
            String other = seen.put(port, name);
            if (other != null) {
                throw new StackException("port %d is asked for twice: %s and %s".formatted(port, other, name));
            }
        });
        return ports;
    }

    /** Nine ports that nothing uses now, for a stack beside others. */
    public static Ports free() {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            // all of them are held until the last is found, so that no port comes twice
            Map<Service, Integer> http = new EnumMap<>(Service.class);
            Map<Service, Integer> management = new EnumMap<>(Service.class);
            for (Service service : Service.values()) {
                http.put(service, freePort(sockets));
                management.put(service, freePort(sockets));
            }
            return new Ports(freePort(sockets), http, management);
        } catch (IOException e) {
            throw new StackException("no free port on 127.0.0.1: " + e.getMessage(), e);
        } finally {
            sockets.forEach(Ports::release);
        }
    }

    /** The port on which a service answers. */
    public int http(Service service) {
        return of(http, service);
    }

    /** The port of a service's health and metrics. */
    public int management(Service service) {
        return of(management, service);
    }

    /** Each port by what it is for, in words, in a fixed order. */
    Map<String, Integer> byName() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            ports.put(service.id(), http(service));
        }
        for (Service service : Service.values()) {
            ports.put(service.id() + " management", management(service));
        }
        ports.put("PostgreSQL", database);
        return ports;
    }

    /** These ports as the variables that {@link #fromEnvironment} reads. */
    Map<String, String> asEnvironment() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            variables.put(httpVariable(service), Integer.toString(http(service)));
            variables.put(managementVariable(service), Integer.toString(management(service)));
        }
        variables.put("QALQAN_DATABASE_PORT", Integer.toString(database));
        return variables;
    }

    /** The variable that moves what {@link #byName} calls so. */
    static String variable(String name) {
        return switch (name) {
            case "gateway" -> "QALQAN_PORT";
            case "PostgreSQL" -> "QALQAN_DATABASE_PORT";
            default -> "QALQAN_" + name.toUpperCase(Locale.ROOT).replace(' ', '_') + "_PORT";
        };
    }

    private static String httpVariable(Service service) {
        return variable(service.id());
    }

    private static String managementVariable(Service service) {
        return variable(service.id() + " management");
    }

    private static int of(Map<Service, Integer> ports, Service service) {
        Integer port = ports.get(service);
        if (port == null) {
            throw new IllegalStateException("no port for " + service.id());
        }
        return port;
    }

    private static int port(Map<String, String> environment, String variable, int standard) {
        return number(environment, variable, standard, 1, 65_535);
    }

    private static int number(Map<String, String> environment, String variable, int standard, int least, int most) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            return standard;
        }
        try {
            int number = Integer.parseInt(value.trim());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new StackException("%s=%s: a number from %d to %d is needed".formatted(variable, value, least, most));
    }

    /** A port that nothing uses now, and that no outgoing connection is given meanwhile. */
    public static int freePort() {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            return freePort(sockets);
        } catch (IOException e) {
            throw new StackException("no free port on 127.0.0.1: " + e.getMessage(), e);
        } finally {
            sockets.forEach(Ports::release);
        }
    }

    private static int freePort(List<ServerSocket> sockets) throws IOException {
        for (int attempt = 1; ; attempt++) {
            ServerSocket socket = new ServerSocket();
            sockets.add(socket);
            try {
                int port = ThreadLocalRandom.current().nextInt(FIRST_FREE, FIRST_OF_OUTGOING);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
                return port;
            } catch (BindException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new StackException("cannot give back port " + socket.getLocalPort(), e);
        }
    }
}
