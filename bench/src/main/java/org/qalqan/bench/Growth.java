package org.qalqan.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.qalqan.localstack.Service;

/**
 * How long single answers take in a small store and in a large one: two stacks beside each other, asked back to back, one question at a time.
 * Each list, and each search, finds as many records in the one as in the other.
 */
final class Growth {

    static final int SMALL = 10_000;

    private static final int LARGE_PAGE = 25;
    private static final int PAGE = 10_000;
    private static final int BIGGEST_PAGE = 200;
    private static final int MANY = 1_000;
    private static final int SOME = 50;
    private static final long SLOW_MICROS = 500_000;
    private static final int ASKED_WHEN_SLOW = 5;
    private static final Pattern CURSOR = Pattern.compile("\"next\":\"[^\"]*cursor=([^\"&]+)");
    private static final String TODAY = "known_until = '9999-12-31' and id like 'x%'";

    private static final double TOO_MUCH = 2;

    private final StringBuilder plans = new StringBuilder();
    private final Options options;
    private final Wrk wrk;
    private final StringBuilder report;

    Growth(Path folder, Options options, StringBuilder report) {
        this.options = options;
        this.report = report;
        this.wrk = new Wrk(folder, options.seconds());
    }

    /** One question of a store: which service, and the addresses of which one is asked for at a time. */
    private record Question(Service service, List<String> paths) {}

    /** Compares the two stacks, and in the larger one the first page with the ten-thousandth, or the last. */
    void run(Stack small, Stack large) {
        Map<String, Question> ofSmall = questions(small);
        Map<String, Question> ofLarge = questions(large);
        report.append("## Growth, from %,d events to %,d, one connection%n%n".formatted(SMALL, options.large()));
        report.append("| question | p50 ms small | p50 ms large | ratio | range |\n|---|---|---|---|---|\n");
        ofSmall.forEach((name, question) -> {
            Question there = ofLarge.get(name);
            if (there != null) {
                compare(name, small, question, large, there);
            }
        });
        int last = Math.min(PAGE, options.large() / LARGE_PAGE);
        report.append(
                "\n| within the larger store | p50 ms page 1 | p50 ms page %,d | ratio | range |%n|---|---|---|---|---|%n"
                        .formatted(last));
        String deep = "/v1/events?limit=" + LARGE_PAGE + "&cursor=" + cursor(large, (last - 1) * LARGE_PAGE);
        compare(
                "pages of " + LARGE_PAGE,
                large,
                new Question(Service.TIMELINE, List.of("/v1/events?limit=" + LARGE_PAGE)),
                large,
                new Question(Service.TIMELINE, List.of(deep)));
        report.append("\nSmall:\n\n").append(small.processes());
        report.append("\nLarge:\n\n").append(large.processes()).append(plans).append('\n');
    }

    private void compare(String name, Stack small, Question ofSmall, Stack large, Question ofLarge) {
        List<Double> smalls = new ArrayList<>();
        List<Double> larges = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        warmUp(small, ofSmall);
        warmUp(large, ofLarge);
        for (int round = 0; round < options.rounds(); round++) {
            boolean smallFirst = round % 2 == 0;
            double first = smallFirst ? p50(small, ofSmall) : p50(large, ofLarge);
            double second = smallFirst ? p50(large, ofLarge) : p50(small, ofSmall);
            smalls.add(smallFirst ? first : second);
            larges.add(smallFirst ? second : first);
            ratios.add(larges.get(round) / smalls.get(round));
        }
        String row = "| %s | %.2f | %.2f | **%.2f** | %.2f–%.2f |"
                .formatted(
                        name,
                        Contest.median(smalls) / 1e3,
                        Contest.median(larges) / 1e3,
                        Contest.median(ratios),
                        ratios.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                        ratios.stream().mapToDouble(Double::doubleValue).max().orElse(0));
        Bench.say(row);
        report.append(row).append('\n');
        if (Contest.median(ratios) > TOO_MUCH) {
            plans.append(plan(name, large, ofLarge));
        }
    }

    /** How PostgreSQL finds what takes too much longer. */
    private static String plan(String name, Stack stack, Question question) {
        StringBuilder plans = new StringBuilder();
        try (SeenQueries seen = new SeenQueries(stack)) {
            String path = question.paths().get(0);
            for (SeenQueries.Seen query : seen.of(stack.url(question.service()) + path, null)) {
                plans.append("\n%s, `%s`:%n%n```%n%s%n%n%s%n```%n"
                        .formatted(
                                name,
                                path,
                                query.sql(),
                                String.join(
                                        "\n",
                                        stack.query(question.service(), "explain (analyze, buffers) " + query.sql()))));
            }
        }
        return plans.toString();
    }

    private void warmUp(Stack stack, Question question) {
        if (p50OfAFew(stack, question) <= SLOW_MICROS) {
            wrk.warmUpAlone(target(stack, question));
        }
    }

    /** In microseconds. What takes long is asked a few times only. */
    private double p50(Stack stack, Question question) {
        double few = p50OfAFew(stack, question);
        return few > SLOW_MICROS ? few : wrk.alone(target(stack, question)).p50();
    }

    private static Wrk.Target target(Stack stack, Question question) {
        return new Wrk.Target(stack.url(question.service()).toString(), question.paths(), "-", List.of());
    }

    /** The middle one of a few, in microseconds. */
    private static double p50OfAFew(Stack stack, Question question) {
        String url = stack.url(question.service()).toString();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < ASKED_WHEN_SLOW; i++) {
            long begin = System.nanoTime();
            Pages.get(url + question.paths().get(i % question.paths().size()));
            times.add((System.nanoTime() - begin) / 1e3);
        }
        return Contest.median(times);
    }

    private static Map<String, Question> questions(Stack stack) {
        Map<String, Question> all = new LinkedHashMap<>();
        add(all, stack, "event by id", Service.TIMELINE, "/v1/events/%s", "id", MANY, "event");
        add(
                all,
                stack,
                "events by actor",
                Service.TIMELINE,
                "/v1/events?actors=%s&limit=20",
                "actors[1]",
                SOME,
                "event");
        add(
                all,
                stack,
                "events by category",
                Service.TIMELINE,
                "/v1/events?category=%s&limit=20",
                "category",
                SOME,
                "event");
        add(
                all,
                stack,
                "events since a day",
                Service.TIMELINE,
                "/v1/events?from=%s&limit=20",
                "occurred_on_earliest",
                SOME,
                "event");
        add(
                all,
                stack,
                "events referring to a record",
                Service.TIMELINE,
                "/v1/events?refersTo=%s&limit=20",
                "subjects[1]",
                SOME,
                "event");
        for (String sort : List.of("occurredOn", "-occurredOn", "id", "-id", "category", "-updatedAt")) {
            all.put(
                    "events sorted by " + sort,
                    new Question(Service.TIMELINE, List.of("/v1/events?limit=20&sort=" + sort)));
        }
        add(
                all,
                stack,
                "search for a word of thirty events",
                Service.TIMELINE,
                "/v1/events?q=%s&limit=20",
                "split_part(id, '-', 2)",
                SOME,
                "event");
        add(
                all,
                stack,
                "search through the store",
                Service.TIMELINE,
                "/v1/search?q=%s",
                "split_part(id, '-', 2)",
                SOME,
                "event");
        all.put(
                "page %,d of one event each".formatted(PAGE),
                new Question(Service.TIMELINE, List.of("/v1/events?limit=1&cursor=" + cursor(stack, PAGE - 1))));
        add(all, stack, "holding by id", Service.FORCES, "/v1/holdings/%s", "id", MANY, "holding");
        add(
                all,
                stack,
                "holdings by formation",
                Service.FORCES,
                "/v1/holdings?formation=%s&limit=20",
                "formation",
                SOME,
                "holding");
        all.put("holdings sorted by -asOf", new Question(Service.FORCES, List.of("/v1/holdings?limit=20&sort=-asOf")));
        all.put(
                "holdings sorted by quantity",
                new Question(Service.FORCES, List.of("/v1/holdings?limit=20&sort=quantity")));
        return all;
    }

    private static void add(
            Map<String, Question> all,
            Stack stack,
            String name,
            Service service,
            String path,
            String value,
            int count,
            String table) {
        List<String> paths = stack
                .query(
                        service,
                        "select v::text from (select distinct " + value + " as v from " + table + " where " + TODAY
                                + ") s where v is not null order by md5(v::text) limit " + count)
                .stream()
                .map(path::formatted)
                .toList();
        if (paths.isEmpty()) {
            throw new IllegalStateException("nothing to ask for: " + name);
        }
        all.put(name, new Question(service, paths));
    }

    /** The place behind so many events: a cursor is bound neither to the size of pages nor to the fields that are shown. */
    private static String cursor(Stack stack, int events) {
        String cursor = "";
        for (int seen = 0; seen < events; ) {
            int limit = Math.min(BIGGEST_PAGE, events - seen);
            String page = Pages.text(stack.url(Service.TIMELINE) + "/v1/events?limit=" + limit + "&fields=id"
                    + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            Matcher next = CURSOR.matcher(page);
            if (!next.find()) {
                throw new IllegalStateException("there are fewer than " + events + " events");
            }
            cursor = next.group(1);
            seen += limit;
        }
        return cursor;
    }
}
