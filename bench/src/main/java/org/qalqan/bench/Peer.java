package org.qalqan.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The limit for what is asked cold: nothing but Vert.x, one verticle for each core, pipelined prepared statements over kept connections. It
 * answers the queries that the services were seen to send, from their own tables, and does nothing else: no check, no entity tag, no error.
 */
public final class Peer {

    private static final int CONNECTIONS = 4;
    private static final int PIPELINED = 32;
    private static final int STATEMENTS = 2_000;

    private Peer() {}

    /**
     * Answers until it is ended.
     *
     * @param arguments its port, PostgreSQL's port, the file of questions; the superuser's password is in {@code PGPASSWORD}
     */
    public static void main(String[] arguments) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        Map<String, List<Part>> questions = questions(Path.of(arguments[2]));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(cores));
        vertx.deployVerticle(
                        () -> new Answering(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), questions),
                        new DeploymentOptions().setInstances(cores))
                .onFailure(failure -> {
                    System.err.println(failure);
                    System.exit(1);
                });
    }

    /** One query of a question. */
    private record Part(String database, String sql, boolean ofBodies, boolean ofOne) {}

    /** Lines of path, database and SQL, with tabs between them; a path of several lines is a question of several parts. */
    private static Map<String, List<Part>> questions(Path file) throws IOException {
        Map<String, List<Part>> questions = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] columns = line.split("\t", 3);
            boolean ofBodies = columns[2].contains("\"body\"");
            // as text: the stored answer is passed on as it is
            String sql = ofBodies ? "select q.\"body\"::text from (" + columns[2] + ") q" : columns[2];
            questions
                    .computeIfAbsent(columns[0], path -> new ArrayList<>())
                    .add(new Part(columns[1], sql, ofBodies, columns[2].contains("$1")));
        }
        return questions;
    }

    private static final class Answering extends AbstractVerticle {
        private final int port;
        private final int databasePort;
        private final Map<String, List<Part>> questions;
        private final Map<String, Pool> pools = new HashMap<>();

        Answering(int port, int databasePort, Map<String, List<Part>> questions) {
            this.port = port;
            this.databasePort = databasePort;
            this.questions = questions;
        }

        @Override
        public void start(Promise<Void> started) {
            for (String database : List.of("timeline", "forces", "partners")) {
                PgConnectOptions options = new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(databasePort)
                        .setDatabase(database)
                        .setUser("postgres")
                        .setPassword(System.getenv("PGPASSWORD"))
                        .setCachePreparedStatements(true)
                        .setPreparedStatementCacheMaxSize(STATEMENTS)
                        .setPipeliningLimit(PIPELINED);
                pools.put(
                        database,
                        PgBuilder.pool()
                                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                                .connectingTo(options)
                                .using(vertx)
                                .build());
            }
            vertx.createHttpServer()
                    .requestHandler(this::answer)
                    .listen(port, "127.0.0.1")
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private void answer(HttpServerRequest request) {
            String path = request.uri();
            List<Part> parts = questions.get(path);
            if (parts != null) {
                several(parts, request);
                return;
            }
            int slash = path.lastIndexOf('/');
            List<Part> ofOne = questions.getOrDefault(path.substring(0, slash), List.of());
            if (ofOne.isEmpty()) {
                request.response().setStatusCode(404).end();
                return;
            }
            run(ofOne.get(0), path.substring(slash + 1)).onComplete(result -> {
                if (result.failed() || result.result().size() == 0) {
                    fail(request, result.cause());
                } else {
                    end(request, Buffer.buffer(result.result().iterator().next().getString(0)));
                }
            });
        }

        private void several(List<Part> parts, HttpServerRequest request) {
            List<Future<RowSet<Row>>> running = new ArrayList<>(parts.size());
            for (Part part : parts) {
                running.add(run(part, ""));
            }
            Future.all(running).onComplete(done -> {
                if (done.failed()) {
                    fail(request, done.cause());
                    return;
                }
                Buffer body = Buffer.buffer(parts.size() == 1 ? "" : "{\"parts\":[");
                for (int i = 0; i < running.size(); i++) {
                    body.appendString(i == 0 ? "" : ",");
                    append(body, running.get(i).result(), parts.get(i).ofBodies());
                }
                end(request, parts.size() == 1 ? body : body.appendString("]}"));
            });
        }

        private static void append(Buffer body, RowSet<Row> rows, boolean ofBodies) {
            body.appendString("{\"items\":[");
            boolean first = true;
            for (Row row : rows) {
                String item = ofBodies ? row.getString(0) : row.toJson().encode();
                // a list's query has a row even when the page has none
                if (item != null) {
                    body.appendString(first ? "" : ",").appendString(item);
                    first = false;
                }
            }
            body.appendString("],\"next\":null}");
        }

        private Future<RowSet<Row>> run(Part part, String id) {
            Pool pool = pools.get(part.database());
            if (pool == null) {
                return Future.failedFuture("no database " + part.database());
            }
            return pool.preparedQuery(part.sql()).execute(part.ofOne() ? Tuple.of(id) : Tuple.tuple());
        }

        private static void end(HttpServerRequest request, Buffer body) {
            request.response().putHeader("Content-Type", "application/json").end(body);
        }

        private static void fail(HttpServerRequest request, Throwable cause) {
            System.err.println(request.uri() + ": " + cause);
            request.response().setStatusCode(500).end();
        }
    }
}
