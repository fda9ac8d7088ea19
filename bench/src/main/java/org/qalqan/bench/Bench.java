package org.qalqan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.qalqan.localstack.Ports;
import org.qalqan.localstack.Service;

/** What {@code bench/run} runs when everything is installed and built. */
public final class Bench {

    private static final String EVENT = "org.qalqan.timeline.event.Event";
    private static final String HOLDING = "org.qalqan.forces.holding.Holding";
    private static final String AGREEMENT = "org.qalqan.partners.agreement.Agreement";
    private static final Map<String, String> NOTHING_KEPT = Map.of("READY_KEPT", "0", "SERVICES_KEPT", "0");
    private static final int MANY = 2_000;
    private static final int SOME = 40;

    private final Options options;
    private final Path repository;
    private final Path folder;
    private final StringBuilder report = new StringBuilder();

    private Bench(Options options, Path repository, Path folder) {
        this.options = options;
        this.repository = repository;
        this.folder = folder;
    }

    /**
     * Measures.
     *
     * @param arguments the repository, a folder for everything that is thrown away, then the options of {@code bench/run}
     */
    public static void main(String[] arguments) throws IOException {
        Path repository = Path.of(arguments[0]).toAbsolutePath().normalize();
        Path folder = Path.of(arguments[1]).toAbsolutePath().normalize();
        Options options = Options.of(List.of(arguments).subList(2, arguments.length));
        Bench bench = new Bench(options, repository, folder);
        bench.run();
        System.exit(0);
    }

    static void say(String line) {
        System.err.println(line);
    }

    private void run() throws IOException {
        report.append("%s; %s; %s%n%n".formatted(Instant.now(), Machine.state(), options.words()));
        if (options.parts().contains("warm") || options.parts().contains("cold")) {
            try (Stack stack = Stack.afresh(repository, folder.resolve("home"), options.profiled())) {
                boolean warm = options.parts().contains("warm");
                load(stack, options.size(), warm ? Map.of() : NOTHING_KEPT);
                if (warm) {
                    warm(stack);
                    if (options.parts().contains("cold")) {
                        stack.restart(NOTHING_KEPT);
                    }
                }
                if (options.parts().contains("cold")) {
                    cold(stack);
                }
            }
        }
        if (options.parts().contains("growth")) {
            try (Stack small = Stack.afresh(repository, folder.resolve("small"), options.profiled());
                    Stack large = Stack.afresh(repository, folder.resolve("large"), options.profiled())) {
                load(small, Growth.SMALL, Map.of());
                load(large, options.large(), Map.of());
                new Growth(folder, options, report).run(small, large);
            }
        }
        System.out.println(report);
        Path file = repository.resolve("bench/target/report-" + Instant.now().getEpochSecond() + ".md");
        Files.writeString(file, report);
        say("written to " + file);
    }

    /** So many events, a tenth as many holdings and a hundredth as many agreements. */
    private void load(Stack stack, int events, Map<String, String> ofGateway) {
        stack.load(
                List.of(
                        new Stack.Made(Service.TIMELINE, EVENT, events),
                        new Stack.Made(Service.FORCES, HOLDING, events / 10),
                        new Stack.Made(Service.PARTNERS, AGREEMENT, events / 100)),
                options.seed(),
                ofGateway);
    }

    private void warm(Stack stack) {
        Wrk wrk = new Wrk(folder, options.seconds());
        String id = ids(stack, 1).get(0);
        List<List<String>> questions = List.of(
                List.of("record", "/v1/events/" + id),
                List.of("list of 20", "/v1/events?limit=20"),
                List.of("partner's dossier", "/v1/partners/russia/dossier"),
                List.of("formation's dossier", formations(stack).get(0)));
        report.append("## Warm, through the gateway, beside nginx\n\n").append(Contest.HEAD);
        try (Nginx nginx = new Nginx(folder.resolve("nginx"))) {
            List<Contest> unchanged = new ArrayList<>();
            for (List<String> question : questions) {
                String path = question.get(1);
                String ours = stack.url(Service.GATEWAY).toString();
                String file = "/" + question.get(0).replaceAll("[^a-z0-9]", "-") + ".json";
                byte[] body = Pages.get(ours + path).body();
                nginx.put(file.substring(1), body);
                String name = "%s (%,d bytes)".formatted(question.get(0), body.length);
                List<Long> pids = services(stack);
                new Contest(
                                name,
                                new Wrk.Target(ours, List.of(path), "-", pids),
                                new Wrk.Target(nginx.url(), List.of(file), "-", nginx.pids()))
                        .run(wrk, stack, options.rounds(), report);
                unchanged.add(new Contest(
                        question.get(0) + ", 304",
                        new Wrk.Target(ours, List.of(path), sure(ours + path), pids),
                        new Wrk.Target(nginx.url(), List.of(file), sure(nginx.url() + file), nginx.pids())));
            }
            unchanged.forEach(contest -> contest.run(wrk, stack, options.rounds(), report));
        }
        report.append('\n').append(stack.processes()).append('\n');
    }

    /** The tag of what is there, for which it answers 304. */
    private static String sure(String url) {
        String tag = Pages.tag(url);
        Pages.get(url, "If-None-Match", tag);
        return tag;
    }

    private void cold(Stack stack) throws IOException {
        Wrk wrk = new Wrk(folder, options.seconds());
        String timeline = stack.url(Service.TIMELINE).toString();
        String gateway = stack.url(Service.GATEWAY).toString();
        List<String> records =
                ids(stack, MANY).stream().map(id -> "/v1/events/" + id).toList();
        List<String> lists = stack
                .query(
                        Service.TIMELINE,
                        "select distinct actors[1] from event where actors[1] like 'made-%' limit " + SOME)
                .stream()
                .map(actor -> "/v1/events?actors=" + actor + "&limit=20")
                .toList();
        List<String> dossiers =
                stack
                        .query(Service.PARTNERS, "select id from partner where known_until = '9999-12-31' order by id")
                        .stream()
                        .map(partner -> "/v1/partners/" + partner + "/dossier")
                        .toList();
        List<String> formations = formations(stack);
        List<String> lines = new ArrayList<>();
        try (SeenQueries seen = new SeenQueries(stack)) {
            String first = records.get(0);
            add(lines, "/v1/events", seen.of(timeline + first, first.substring(first.lastIndexOf('/') + 1)));
            lists.forEach(list -> add(lines, list, seen.of(timeline + list, null)));
            dossiers.forEach(dossier -> add(lines, dossier, seen.of(gateway + dossier, null)));
            formations.forEach(dossier -> add(lines, dossier, seen.of(gateway + dossier, null)));
        }
        Path questions = Files.write(folder.resolve("questions.tsv"), lines);
        report.append("## Cold, nothing kept, beside bare Vert.x\n\n").append(Contest.HEAD);
        int port = Ports.freePort();
        Process peer = peer(stack, port, questions);
        try {
            String limit = "http://127.0.0.1:" + port;
            await(limit + records.get(0));
            List<Long> pids = List.of(peer.pid());
            contest("get by id, at the service", timeline, records, limit, stack, pids, wrk);
            contest("get by id, through the gateway", gateway, records, limit, stack, pids, wrk);
            contest("filtered list of 20, at the service", timeline, lists, limit, stack, pids, wrk);
            contest("filtered list of 20, through the gateway", gateway, lists, limit, stack, pids, wrk);
            contest(words("dossiers of partners", dossiers, lines), gateway, dossiers, limit, stack, pids, wrk);
            contest(words("dossiers of formations", formations, lines), gateway, formations, limit, stack, pids, wrk);
        } finally {
            peer.destroy();
        }
        report.append('\n').append(stack.processes()).append('\n');
    }

    /** The question, with how many queries the peer has for it. */
    private static String words(String question, List<String> paths, List<String> lines) {
        long queries = lines.stream()
                .filter(line -> paths.contains(line.substring(0, line.indexOf('\t'))))
                .count();
        return "%s (%.1f queries each)".formatted(question, (double) queries / paths.size());
    }

    /** Addresses of the dossiers of all formations of the dataset, those with most to say first. */
    private static List<String> formations(Stack stack) {
        return stack
                .query(
                        Service.FORCES,
                        "select f.id from formation f left join reference r on r.target = f.id"
                                + " where f.known_until = '9999-12-31' group by f.id order by count(r.target) desc, f.id limit "
                                + SOME)
                .stream()
                .map(formation -> "/v1/formations/" + formation + "/dossier")
                .toList();
    }

    private void contest(
            String name, String ours, List<String> paths, String limit, Stack stack, List<Long> pids, Wrk wrk) {
        new Contest(name, new Wrk.Target(ours, paths, "-", services(stack)), new Wrk.Target(limit, paths, "-", pids))
                .run(wrk, stack, options.rounds(), report);
    }

    private static void add(List<String> lines, String path, List<SeenQueries.Seen> queries) {
        if (queries.isEmpty()) {
            throw new IllegalStateException("no query was seen for " + path);
        }
        queries.forEach(query -> lines.add(path + "\t" + query.database() + "\t" + query.sql()));
    }

    private Process peer(Stack stack, int port, Path questions) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home", ""), "bin", "java")
                                .toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        "org.qalqan.bench.Peer",
                        Integer.toString(port),
                        Integer.toString(stack.databasePort()),
                        questions.toString())
                .inheritIO();
        builder.environment().put("PGPASSWORD", stack.superuserPassword());
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    private static void await(String url) {
        long limit = System.nanoTime() + 30_000_000_000L;
        while (true) {
            try {
                Pages.get(url);
                return;
            } catch (java.io.UncheckedIOException e) {
                if (System.nanoTime() > limit) {
                    throw e;
                }
            }
        }
    }

    private static List<Long> services(Stack stack) {
        return java.util.stream.Stream.of(Service.values()).map(stack::pid).toList();
    }

    private static List<String> ids(Stack stack, int count) {
        return stack.query(
                Service.TIMELINE,
                "select id from event where known_until = '9999-12-31' and id like 'x%' order by md5(id) limit "
                        + count);
    }
}
