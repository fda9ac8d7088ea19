package org.qalqan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the system says of processes (Linux: {@code /proc}). */
final class Machine {

    /** Linux counts processors' time in hundredths of a second, whatever its kernel's own clock. */
    private static final long MICROS_OF_TICK = 10_000;

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private Machine() {}

    /** The process and all that it has started, as far as they run. */
    static List<Long> family(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> Stream.concat(Stream.of(process), process.descendants())
                        .map(ProcessHandle::pid)
                        .toList())
                .orElse(List.of());
    }

    /** Processor time that the processes have taken, in microseconds. */
    static long cpuMicros(List<Long> pids) {
        return pids.stream().mapToLong(Machine::cpuMicros).sum();
    }

    private static long cpuMicros(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // the name, in brackets, may have spaces
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_OF_TICK;
        } catch (IOException e) {
            return 0; // ended meanwhile
        }
    }

    /** Resident memory of one process, in megabytes. */
    static long residentMegabytes(long pid) {
        try {
            Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The state that figures were seen in: cores, load, memory. */
    static String state() {
        try {
            String memory = Files.readString(Path.of("/proc/meminfo"))
                    .lines()
                    .findFirst()
                    .orElse("");
            return "%d cores, load %s, %s, Java %s"
                    .formatted(
                            Runtime.getRuntime().availableProcessors(),
                            Files.readString(Path.of("/proc/loadavg")).trim(),
                            memory.replaceAll("\\s+", " "),
                            Runtime.version());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
