package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process holds on to.
 *
 * @param heap bytes of its heap that are in use when what is not needed has been thrown away
 * @param threads its threads
 * @param files its open files, connections included
 */
record Vitals(long heap, int threads, int files) {

    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    private static final Pattern USED = Pattern.compile("generation\\s+total \\d+K, used (\\d+)K");

    static Vitals of(ProcessHandle process) throws IOException, InterruptedException {
        Path files = Path.of("/proc", Long.toString(process.pid()), "fd");
        Path threads = files.resolveSibling("task");
        return new Vitals(heap(process), count(threads), count(files));
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return (int) entries.count();
        }
    }

    /** The heap alone. */
    static long heap(ProcessHandle process) throws IOException, InterruptedException {
        ask(process, "GC.run");
        String text = ask(process, "GC.heap_info");
        Matcher used = USED.matcher(text);
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1)) * 1024;
        }
        assertThat(sum).as(text).isPositive();
        return sum;
    }

    private static String ask(ProcessHandle process, String question) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(JCMD, Long.toString(process.pid()), question)
                .redirectErrorStream(true)
                .start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return text;
    }
}
