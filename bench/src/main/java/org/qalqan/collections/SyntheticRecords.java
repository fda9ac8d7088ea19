package org.qalqan.collections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Declaration;
import org.qalqan.collections.declare.Field;
import org.qalqan.evidence.Reading;

/**
 * Made-up records of one collection: its declaration says which fields they have, the rows that are in the store say which codes and sources
 * there are, and a seed says the rest. The same seed and number are the same record, however many there are. Whatever the size of the
 * dataset, {@value #SHARING_A_WORD} records share a word that no other has, and {@value #SHARING_A_TARGET} refer to the same ids.
 *
 * <p>It is in this package because nobody else may make a {@link Store} by hand.
 */
public final class SyntheticRecords {

    static final int SHARING_A_WORD = 30;
    static final int SHARING_A_TARGET = 50;

    private static final int BATCH = 500;
    private static final int FIRST_YEAR = 1992;
    private static final int YEARS = 23;
    private static final int VOCABULARY = 2_700;
    private static final int PARAGRAPHS = 200;
    private static final int RARE_WORDS = 600_000;
    private static final String[] SYLLABLES = {
        "ba", "do", "fa", "go", "ka", "lo", "ma", "no", "pa", "ro", "sa", "to", "va", "zo"
    };

    private final Declaration declaration;
    private final long seed;
    private final Map<String, List<String>> codes = new HashMap<>();
    private final List<String> sources;

    private SyntheticRecords(Declaration declaration, long seed, Connection connection) throws SQLException {
        this.declaration = declaration;
        this.seed = seed;
        this.sources = strings(connection, "select distinct source from reading where source is not null order by 1");
        for (Field field : declaration.fields()) {
            if (field.codelist() != null) {
                String value = field.many() ? "unnest(" + field.column() + ")" : field.column();
                codes.put(
                        field.name(),
                        strings(
                                connection,
                                "select distinct " + value + " as v from " + declaration.table() + " order by 1"));
            }
        }
    }

    /**
     * Loads the first records.
     *
     * @param arguments the declaring class, how many, the seed, the database's address; its superuser's password is in {@code PGPASSWORD}
     */
    public static void main(String[] arguments) throws Exception {
        Declaration declaration = Declaration.of(Class.forName(arguments[0]));
        int end = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        List<Connection> connections = new ArrayList<>();
        int writers = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < writers; i++) {
            connections.add(DriverManager.getConnection(arguments[3], "postgres", System.getenv("PGPASSWORD")));
            // thrown away afterwards: nothing has to survive a crash, and every reference is known to be good
            execute(connections.get(i), "set synchronous_commit = off");
            execute(connections.get(i), "set session_replication_role = replica");
            execute(connections.get(i), "set maintenance_work_mem = '512MB'");
            // without statistics a look at few rows is taken for one at all of them
            execute(connections.get(i), "set enable_seqscan = off");
        }
        Connection one = connections.get(0);
        BulkStore.Indices indices = BulkStore.Indices.drop(one, declaration.table());
        SyntheticRecords records = new SyntheticRecords(declaration, seed, one);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < writers; i++) {
            int writer = i;
            Store store = BulkStore.on(connections.get(i));
            Thread thread = new Thread(() -> {
                for (int from = writer * BATCH; from < end; from += writers * BATCH) {
                    store.write(records.writes(from, Math.min(end, from + BATCH)), "bench", "synthetic");
                }
            });
            thread.setUncaughtExceptionHandler((ignored, failure) -> failures.add(failure));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("not loaded", failures.get(0));
        }
        indices.create(one);
        execute(one, "vacuum analyze");
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private List<RecordWrite> writes(int from, int to) {
        List<RecordWrite> writes = new ArrayList<>();
        for (int number = from; number < to; number++) {
            writes.add(new RecordWrite.Put(declaration, draft(number), Json.MAPPER.createObjectNode(), null));
        }
        return writes;
    }

    /** The record of that number. */
    private RecordDraft draft(int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        String rare = word(RARE_WORDS + number / SHARING_A_WORD);
        String id = word(random.nextInt(VOCABULARY)) + "-" + rare + "-" + number;
        String title = capital(words(random, 3)) + " " + rare;
        String source = sources.get(random.nextInt(sources.size()));
        int year = FIRST_YEAR + random.nextInt(YEARS);
        List<Reading> readings = new ArrayList<>();
        for (Field field : declaration.ownFields()) {
            if (!field.required() && random.nextInt(10) >= 6 && !field.name().equals(declaration.mainDate())) {
                continue;
            }
            int elements = field.many() ? 1 + random.nextInt(2) : 1;
            for (int i = 0; i < elements; i++) {
                JsonNode value = value(field, random, number, year, i);
                if (value != null) {
                    readings.add(reading(id, field, value, source, 1 + random.nextInt(PARAGRAPHS)));
                }
            }
        }
        // every twentieth has its date from a second source, too, which says otherwise
        readings.stream()
                .filter(reading -> number % 20 == 0 && reading.field().equals(declaration.mainDate()))
                .findFirst()
                .ifPresent(reading -> readings.add(otherwise(reading, year)));
        return new RecordDraft(id, title, topics(random), null, readings);
    }

    private List<String> topics(SplittableRandom random) {
        List<String> all = codes.getOrDefault("topics", List.of());
        return all.isEmpty() ? List.of() : List.of(all.get(random.nextInt(all.size())));
    }

    private @Nullable JsonNode value(Field field, SplittableRandom random, int number, int year, int element) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (field.kind()) {
            case TEXT -> json.textNode(capital(words(random, 2)));
            case PROSE -> json.textNode(capital(words(random, 14)) + ".");
            case CODE -> {
                List<String> all = codes.getOrDefault(field.name(), List.of());
                yield all.isEmpty() ? null : json.textNode(all.get(random.nextInt(all.size())));
            }
            case REFERENCE ->
                json.textNode(
                        "made-" + field.column().replace('_', '-') + "-" + (number / SHARING_A_TARGET * (element + 1)));
            case BOOLEAN -> json.booleanNode(random.nextBoolean());
            case INTEGER -> json.numberNode(1 + random.nextInt(5));
            case DATE -> {
                String day = day(random, year);
                yield json.textNode(field.name().equals(declaration.validity()) ? day + "/" + (year + 5) : day);
            }
            case QUANTITY -> json.numberNode(1 + random.nextInt(200));
            case MONEY ->
                json.objectNode()
                        .put("amount", 1_000_000 + random.nextInt(1_000_000))
                        .put("currency", "USD");
            case OBJECT -> null;
        };
    }

    private Reading reading(String record, Field field, JsonNode value, String source, int paragraph) {
        String item = field.many() ? value.asText() : null;
        String id = record + "." + field.name() + (item == null ? "" : "." + Spelling.slug(item)) + "." + source + "."
                + paragraph;
        return new Reading(
                id,
                record,
                declaration.type(),
                field.name(),
                item,
                value,
                null,
                source,
                paragraph,
                Reading.PREFERRED,
                "stated",
                null,
                null,
                null,
                List.of(),
                null,
                null,
                "2014-06-15");
    }

    private Reading otherwise(Reading said, int year) {
        return new Reading(
                said.id() + ".2",
                said.record(),
                said.recordType(),
                said.field(),
                null,
                JsonNodeFactory.instance.textNode(String.valueOf(year)),
                null,
                said.source(),
                said.paragraph(),
                Reading.NORMAL,
                "stated",
                null,
                "precision",
                null,
                List.of(),
                null,
                null,
                "2013-02-01");
    }

    private static String day(SplittableRandom random, int year) {
        return LocalDate.of(year, 1, 1).plusDays(random.nextInt(365)).toString();
    }

    private static String words(SplittableRandom random, int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            // the product makes some words frequent and most of them rare, as in a language
            words.append(i == 0 ? "" : " ")
                    .append(word((int) (random.nextDouble() * random.nextDouble() * VOCABULARY)));
        }
        return words.toString();
    }

    /** The word of that number; no two numbers have the same one. */
    static String word(int number) {
        StringBuilder word = new StringBuilder("x");
        int rest = number;
        do {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
            rest /= SYLLABLES.length;
        } while (rest > 0);
        return word.toString();
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<String> strings(Connection connection, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String value = rows.getString(1);
                if (value != null) {
                    found.add(value);
                }
            }
        }
        return found;
    }

    /** What the stores ask of the sources; of made-up readings none derives from another. */
    record AnySource() implements Sources {
        @Override
        public boolean isSource(String id) {
            return true;
        }

        @Override
        public int independent(Collection<String> ids) {
            return (int) ids.stream().distinct().count();
        }
    }
}
