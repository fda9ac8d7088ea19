package org.qalqan.localstack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/** What one process of the stack has written. The run before the last start is kept beside it, as {@code .log.1}. */
record LogFile(Path path) {
    private static final int END_IN_BYTES = 65_536;

    private static final Pattern NOISE = Pattern.compile(
            "\\s*|\\s+at \\S+\\(.*\\)|\\s+\\.\\.\\. \\d+ more|\\[INFO].*|.*\\[Help 1].*|\\[ERROR] (|Re-run .*|To see .*|For more .*)");

    /** Begins a new file for a new run. */
    void rotate() {
        try {
            if (Files.exists(path)) {
                Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessBuilder.Redirect asOutput() {
        return ProcessBuilder.Redirect.appendTo(path.toFile());
    }

    /**
     * The last lines under a line that says where they are from; fit to follow a message. What hides the reason
     * is left out: the places of a stack trace, and what Maven says besides.
     */
    String quoteEnd(int lines) {
        List<String> end = end(lines);
        return end.isEmpty()
                ? "Nothing was written to " + path
                : "The end of " + path + ":\n    " + String.join("\n    ", end);
    }

    private List<String> end(int lines) {
        if (Files.notExists(path)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, file.length() - END_IN_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !NOISE.matcher(line).matches())
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
