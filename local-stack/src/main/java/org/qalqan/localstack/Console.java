package org.qalqan.localstack;

import java.io.PrintStream;
import java.util.function.Consumer;

/** Lines for a person. On a terminal a passing line is overwritten by the next one. */
final class Console implements Consumer<String> {
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final int PASSING_WIDTH = 76;

    private final PrintStream out;
    private final PrintStream errors;
    private final boolean terminal;
    private boolean passing;

    Console(PrintStream out, PrintStream errors, boolean terminal) {
        this.out = out;
        this.errors = errors;
        this.terminal = terminal;
    }

    @Override
    public synchronized void accept(String line) {
        erasePassing();
        out.println(line);
        out.flush();
    }

    /** Why something was not done. */
    synchronized void fail(String line) {
        erasePassing();
        out.flush();
        errors.println(line);
    }

    /** Something that matters only until the next line; not shown where the output is not a terminal. */
    synchronized void pass(String line) {
        if (terminal) {
            erasePassing();
            out.print(line.substring(0, Math.min(PASSING_WIDTH, line.length())));
            out.flush();
            passing = true;
        }
    }

    private void erasePassing() {
        if (passing) {
            out.print(ERASE_LINE);
            passing = false;
        }
    }
}
