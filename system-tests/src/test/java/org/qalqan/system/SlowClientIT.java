package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.qalqan.conformance.RawHttp.assertProblem;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.RawHttp;

/** Clients that send or read as slowly as they can, or send too much: they are got rid of, and nobody else notices. */
@Tag("thorough")
class SlowClientIT {

    private static final int SLOW = 100;

    /** More than there are connections to a service for answers that are passed on as they come. */
    private static final int SLOW_READERS = 60;

    /** Something that goes on while others ask. */
    private interface Attack {
        void begin() throws IOException;
    }

    private static final int SAMPLE = 150;
    private static final int OTHERS = 4;
    /** Forwarded; the gateway's own; and one that takes no body. */
    private static final List<String> PATHS_OF_WRITES = List.of("/v1/decrees", "/v1/releases", "/v1/years/2003");

    private static final String READINGS = "/v1/readings.ndjson";

    /** A connection on which nothing moves is closed after half a minute. */
    private static final Duration IDLE = Duration.ofSeconds(40);

    /** A body that dribbles is waited for for ten seconds. */
    private static final Duration DRIBBLING = Duration.ofSeconds(20);

    /** No day is asked for twice. */
    private static int questions;

    /** What the machine does besides can only make a sample look worse: the best of a few counts. */
    private static final int SAMPLES = 5;

    private final Qalqan qalqan = Qalqan.running();
    private final URI address = qalqan.address();
    private final Caller caller = Caller.at(address);
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private Socket open(String request) throws IOException {
        Socket socket = new Socket();
        // what the system would take in for a client that does not read
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        sockets.add(socket);
        return socket;
    }

    /** The time that all but one of a hundred questions of others take; half of them are cold. */
    private Duration ofOthers() throws InterruptedException {
        List<String> paths = IntStream.range(0, SAMPLE)
                .mapToObj(i -> i % 2 == 0
                        ? "/v1/formations?limit=2"
                        : "/v1/formations?limit=2&knownAt="
                                + LocalDate.of(1993, 1, 1).plusDays(questions++))
                .toList();
        List<Caller.Told> told = caller.few(OTHERS, paths);
        assertThat(told).allMatch(Caller.Told::isRight);
        return told.stream()
                .map(Caller.Told::took)
                .sorted(Comparator.reverseOrder())
                .skip(SAMPLE / 100)
                .findFirst()
                .orElseThrow();
    }

    /** What others wait while nobody is slow. */
    private Duration best() throws InterruptedException {
        Duration best = ofOthers();
        for (int i = 1; i < SAMPLES; i++) {
            Duration took = ofOthers();
            best = took.compareTo(best) < 0 ? took : best;
        }
        return best;
    }

    /** What others wait while some are slow, who come anew for each sample, as those before may have been got rid of. */
    private void nobodyElseNotices(Duration before, Attack attack) throws IOException, InterruptedException {
        List<Duration> during = new ArrayList<>();
        Duration enough = before.multipliedBy(2).plusMillis(250);
        while (during.size() < SAMPLES && during.stream().noneMatch(took -> took.compareTo(enough) < 0)) {
            attack.begin();
            during.add(ofOthers());
        }
        System.out.println("others waited " + before + " before, and then " + during);
        assertThat(during).as("before: " + before).anyMatch(took -> took.compareTo(enough) < 0);
    }

    private static boolean isClosed(Socket socket) throws IOException {
        socket.setSoTimeout(1);
        try {
            InputStream in = socket.getInputStream();
            int read = 0;
            while (read >= 0) {
                read = in.read(new byte[8_192]);
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void halfARequestIsNotWaitedForAndHoldsUpNobody() throws Exception {
        Duration before = best();

        nobodyElseNotices(before, () -> {
            for (int i = 0; i < SLOW; i++) {
                open("GET /v1/decrees HTTP/1.1\r\nHost: test\r\nX-Slow: ");
            }
        });

        await().atMost(IDLE).pollInterval(Duration.ofMillis(500)).until(() -> {
            for (Socket socket : sockets) {
                if (!isClosed(socket)) {
                    return false;
                }
            }
            return true;
        });
    }

    @Test
    void bodyThatDribblesIsNotWaitedForAndHoldsUpNobody() throws Exception {
        Duration before = best();

        nobodyElseNotices(before, () -> {
            for (int i = 0; i < SLOW; i++) {
                String path = PATHS_OF_WRITES.get(i % PATHS_OF_WRITES.size());
                open("POST " + path + " HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 100000\r\n\r\n{");
            }
        });

        List<Socket> dribbling = new ArrayList<>(sockets);
        await().atMost(DRIBBLING).pollInterval(Duration.ofMillis(500)).until(() -> {
            for (Socket socket : List.copyOf(dribbling)) {
                if (isGone(socket)) {
                    dribbling.remove(socket);
                }
            }
            return dribbling.isEmpty();
        });
    }

    /** One more byte, unless nobody takes it any more. */
    private static boolean isGone(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write(' ');
        } catch (SocketException e) {
            return true;
        }
        return isClosed(socket);
    }

    @Test
    void whoDoesNotReadHoldsUpNobody() throws Exception {
        Duration before = best();

        nobodyElseNotices(before, () -> {
            // once: they are not got rid of so soon
            for (int i = sockets.size(); i < SLOW_READERS; i++) {
                open("GET " + READINGS + " HTTP/1.1\r\nHost: test\r\n\r\n");
            }
        });
        assertThat(caller.get("/v1/partners/russia/dossier?knownAt=2011-03-04").isRight())
                .isTrue();
    }

    @Test
    void whatIsTooLargeIsRefusedAndHoldsUpNobody() throws Exception {
        Duration before = best();
        List<CompletableFuture<Void>> senders = new ArrayList<>();

        nobodyElseNotices(before, () -> senders.add(CompletableFuture.runAsync(this::sendWhatIsTooLarge)));

        assertThat(senders).isNotEmpty().allSatisfy(CompletableFuture::join);
        assertThat(answerToEndlessBody("/v1/decrees")).startsWith("HTTP/1.1 413");
    }

    private void sendWhatIsTooLarge() {
        String head = " HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Type: application/json\r\n";
        try {
            for (int i = 0; i < 20; i++) {
                assertProblem(raw("GET /v1/decrees?q=" + "a".repeat(9_000) + head + "\r\n"), 414);
                assertProblem(raw("GET /v1/decrees" + head + "X-Large: " + "a".repeat(30_000) + "\r\n\r\n"), 431);
                assertProblem(raw("POST /v1/decrees" + head + "Content-Length: 209715200\r\n\r\n[1,"), 413);
                assertProblem(raw("POST /v1/releases" + head + "Content-Length: 209715200\r\n\r\n[1,"), 413);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer raw(String request) throws IOException {
        return RawHttp.ask(address.getHost(), address.getPort(), request);
    }

    /** Chunks are sent until nobody takes them. */
    private String answerToEndlessBody(String path) throws IOException {
        Socket socket = open("POST " + path
                + " HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        byte[] chunk = ("10000\r\n" + " ".repeat(65_536) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream();
        for (int sent = 0; sent < 1_000 && in.available() == 0; sent++) {
            out.write(chunk);
        }
        socket.setSoTimeout(20_000);
        return new String(in.readNBytes(100), StandardCharsets.ISO_8859_1);
    }
}
