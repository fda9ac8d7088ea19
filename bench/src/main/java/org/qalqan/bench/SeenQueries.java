package org.qalqan.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qalqan.localstack.Service;

/** The queries that the services send for a question, as PostgreSQL logs them: what the peer has to answer is never written down by hand. */
final class SeenQueries implements AutoCloseable {

    private static final Pattern LINE = Pattern.compile("^\\S+ \\S+ \\S+ \\[(\\d+)] (\\w+) (LOG|DETAIL): +(.*)$");
    private static final Pattern EXECUTE = Pattern.compile("^execute [^:]+: (.*)$");
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']|'')*')");
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");

    private final Stack stack;

    /**
     * One query.
     *
     * @param database whose
     * @param sql with its values in it; {@code $1} stands for what is asked for
     */
    record Seen(String database, String sql) {}

    /** From now on PostgreSQL logs every statement. */
    SeenQueries(Stack stack) {
        this.stack = stack;
        log("all");
    }

    private void log(String what) {
        stack.query(Service.TIMELINE, "alter system set log_statement = '" + what + "'");
        stack.query(Service.TIMELINE, "select pg_reload_conf()");
        try {
            Thread.sleep(300); // the servers of open connections read their configuration when they next have a moment
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What is sent for the question.
     *
     * @param id the value that becomes {@code $1}; null when every value stays
     */
    List<Seen> of(String url, @Nullable String id) {
        Pages.get(url); // once before, so that what is asked once and for all is not seen
        long begin = stack.databaseLog().toFile().length();
        Pages.get(url);
        String marker = "bench" + System.nanoTime();
        stack.query(Service.TIMELINE, "select '" + marker + "'");
        return parse(since(begin, marker), id);
    }

    private String since(long begin, String marker) {
        long limit = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < limit) {
            try (RandomAccessFile file =
                    new RandomAccessFile(stack.databaseLog().toFile(), "r")) {
                byte[] bytes = new byte[(int) (file.length() - begin)];
                file.seek(begin);
                file.readFully(bytes);
                String log = new String(bytes, StandardCharsets.UTF_8);
                if (log.contains(marker)) {
                    return log;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("PostgreSQL does not log what it is asked");
    }

    /** The queries in the lines of a log, each with its values. */
    static List<Seen> parse(String log, @Nullable String id) {
        List<Seen> seen = new ArrayList<>();
        Map<String, String> pending = new LinkedHashMap<>();
        for (String line : log.split("\n", -1)) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            String process = matcher.group(1) + " " + matcher.group(2);
            if (matcher.group(3).equals("DETAIL")) {
                String sql = pending.remove(process);
                if (sql != null) {
                    add(seen, matcher.group(2), withValues(sql, matcher.group(4), id));
                }
                continue;
            }
            String before = pending.remove(process);
            if (before != null) {
                add(seen, matcher.group(2), before);
            }
            Matcher execute = EXECUTE.matcher(matcher.group(4));
            if (execute.matches()) {
                pending.put(process, execute.group(1));
            }
        }
        pending.forEach((process, sql) -> add(seen, process.substring(process.indexOf(' ') + 1), sql));
        return seen.stream().distinct().toList();
    }

    /** Reads of the data only: which revision a store has is asked for by the gateway all the time. */
    private static void add(List<Seen> seen, String database, String sql) {
        if (sql.startsWith("select ")
                && !sql.contains("bench")
                && !sql.matches("select (\"revision\"|\"public\".*|store::text|1) from \"store_revision\"")) {
            seen.add(new Seen(database, sql));
        }
    }

    private static String withValues(String sql, String detail, @Nullable String id) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher parameters = PARAMETER.matcher(detail);
        while (parameters.find()) {
            String value = parameters.group(2);
            values.put(parameters.group(1), id != null && value.equals("'" + id + "'") ? "$1" : value);
        }
        return PLACE.matcher(sql)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    @Override
    public void close() {
        log("none");
    }
}
