package org.qalqan.gateway.upstream;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many failed calls may be made again: one for every ten calls, and a few saved up. Without a bound, a service that fails under its load
 * would get twice as much of it.
 */
final class RetryBudget {

    private static final int PRICE = 10;
    private static final int MOST = 10 * PRICE;

    private final AtomicInteger saved = new AtomicInteger(MOST);

    /** A call is made. */
    void earn() {
        saved.updateAndGet(before -> Math.min(MOST, before + 1));
    }

    /** Whether a call may be made again; then it counts. */
    boolean spend() {
        return saved.getAndUpdate(before -> before >= PRICE ? before - PRICE : before) >= PRICE;
    }
}
