package org.qalqan.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param size events; a tenth as many holdings and a hundredth as many agreements
 * @param large events of the larger store, when growth is measured
 * @param seed what the made-up records follow from
 * @param rounds pairs for each question
 * @param seconds length of one window
 * @param profiled whether the services are recorded, which costs them a few percent
 * @param parts {@code warm}, {@code cold}, {@code growth}
 */
record Options(int size, int large, long seed, int rounds, int seconds, boolean profiled, List<String> parts) {

    private static final List<String> PARTS = List.of("warm", "cold", "growth");

    static Options of(List<String> arguments) {
        int size = 100_000;
        int large = 1_000_000;
        long seed = 1;
        int rounds = 3;
        int seconds = 5;
        boolean profiled = false;
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--size" -> size = Integer.parseInt(arguments.get(++i));
                case "--large" -> large = Integer.parseInt(arguments.get(++i));
                case "--seed" -> seed = Long.parseLong(arguments.get(++i));
                case "--rounds" -> rounds = Integer.parseInt(arguments.get(++i));
                case "--seconds" -> seconds = Integer.parseInt(arguments.get(++i));
                case "--profile" -> profiled = true;
                default -> {
                    if (!PARTS.contains(arguments.get(i))) {
                        throw new IllegalArgumentException("no such part: " + arguments.get(i) + " " + PARTS);
                    }
                    parts.add(arguments.get(i));
                }
            }
        }
        return new Options(size, large, seed, rounds, seconds, profiled, parts.isEmpty() ? PARTS : parts);
    }

    String words() {
        return "%,d events, seed %d, %d rounds of %d s, wrk with %d threads and %d connections"
                .formatted(size, seed, rounds, seconds, Wrk.THREADS, Wrk.CONNECTIONS);
    }
}
