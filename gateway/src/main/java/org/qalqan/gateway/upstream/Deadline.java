package org.qalqan.gateway.upstream;

import java.time.Duration;

/** The moment after which an answer is of no use to whoever waits for it. */
public final class Deadline {

    private final long at;

    private Deadline(long at) {
        this.at = at;
    }

    /** The deadline that is the given time away. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** This deadline or the one that is the given time away, whichever comes first. */
    public Deadline orIn(Duration time) {
        Deadline other = in(time);
        return other.at - at < 0 ? other : this;
    }

    /** Milliseconds that are left; 0 when it has passed. */
    public long remainingMillis() {
        return Math.max(0, (at - System.nanoTime()) / 1_000_000);
    }
}
