package org.qalqan.localstack;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something that can only be asked for, with a limit. */
final class Polling {
    private static final long INTERVAL_MILLIS = 20;
    private static final long LONGEST_INTERVAL_MILLIS = 250;

    private Polling() {}

    /**
     * Asks until the answer is yes, at first quickly, then four times a second.
     *
     * @return whether the answer was yes within the limit
     */
    static boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        long interval = INTERVAL_MILLIS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            try {
                Thread.sleep(interval);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackException("interrupted while waiting", e);
            }
            interval = Math.min(LONGEST_INTERVAL_MILLIS, interval * 3 / 2);
        }
        return true;
    }
}
