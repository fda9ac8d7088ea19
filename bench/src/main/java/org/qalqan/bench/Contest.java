package org.qalqan.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One question, asked of Qalqan and of the limit beside it, back to back, in reversed order in each next round.
 *
 * @param question in words
 * @param ours who answers for Qalqan
 * @param limit who answers beside it
 */
record Contest(String question, Wrk.Target ours, Wrk.Target limit) {

    static final String HEAD = """
            | question | ratio | range | rate | limit's rate | CPU µs | limit's | database CPU µs | limit's | p50/p99 ms | limit's | fixed rate | p50/p99 ms there | limit's |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    /** Adds the row of the question to the table. */
    void run(Wrk wrk, Stack stack, int rounds, StringBuilder report) {
        wrk.warmUp(ours);
        wrk.warmUp(limit);
        List<Wrk.Figures> our = new ArrayList<>();
        List<Wrk.Figures> limits = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            boolean oursFirst = round % 2 == 0;
            if (oursFirst) {
                our.add(wrk.saturate(ours, stack.database()));
            }
            limits.add(wrk.saturate(limit, stack.database()));
            if (!oursFirst) {
                our.add(wrk.saturate(ours, stack.database()));
            }
            ratios.add(our.get(round).rate() / limits.get(round).rate());
        }
        double fixed = Math.min(median(our, Wrk.Figures::rate), median(limits, Wrk.Figures::rate)) / 2;
        Wrk.Figures ourFixed = wrk.at(fixed, ours, List.of());
        Wrk.Figures limitFixed = wrk.at(fixed, limit, List.of());
        String row =
                "| %s | **%.2f** | %.2f–%.2f | %,.0f | %,.0f | %.0f | %.0f | %.0f | %.0f | %s | %s | %,.0f | %s | %s |"
                        .formatted(
                                question,
                                median(ratios),
                                ratios.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .min()
                                        .orElse(0),
                                ratios.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .max()
                                        .orElse(0),
                                median(our, Wrk.Figures::rate),
                                median(limits, Wrk.Figures::rate),
                                median(our, Wrk.Figures::cpu),
                                median(limits, Wrk.Figures::cpu),
                                median(our, Wrk.Figures::databaseCpu),
                                median(limits, Wrk.Figures::databaseCpu),
                                times(median(our, Wrk.Figures::p50), median(our, Wrk.Figures::p99)),
                                times(median(limits, Wrk.Figures::p50), median(limits, Wrk.Figures::p99)),
                                ourFixed.rate(),
                                times(ourFixed.p50(), ourFixed.p99()),
                                times(limitFixed.p50(), limitFixed.p99()));
        Bench.say(row);
        report.append(row).append("\n");
    }

    private static String times(double p50, double p99) {
        return "%.2f/%.2f".formatted(p50 / 1e3, p99 / 1e3);
    }

    static double median(List<Wrk.Figures> figures, ToDoubleFunction<Wrk.Figures> of) {
        return median(figures.stream().mapToDouble(of).boxed().toList());
    }

    /** The middle one, or between the two in the middle. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }
}
