package org.qalqan.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a request, whichever client received it.
 *
 * @param status the HTTP status
 * @param headers the values of each header, found by any spelling of its name
 * @param body the body as text, empty when there is none
 */
public record Answer(int status, Map<String, List<String>> headers, String body) {

    private static final String END_OF_LINE = "\r\n";
    private static final String END_OF_HEAD = END_OF_LINE + END_OF_LINE;

    /** Copies the headers. */
    public Answer {
        Map<String, List<String>> any = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        any.putAll(headers);
        headers = any;
    }

    /** The answer that the bytes of a connection are, with a body that is not chunked; fails when they are no HTTP. */
    static Answer parse(String text) {
        int end = text.indexOf(END_OF_HEAD);
        if (!text.startsWith("HTTP/1.") || end < 0) {
            throw new AssertionError("no HTTP: '" + text + "'");
        }
        List<String> lines = List.of(text.substring(0, end).split(END_OF_LINE, -1));
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(lines.get(0).substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        return new Answer(status, headers, text.substring(end + END_OF_HEAD.length()));
    }

    /** The first value of the header; null without one. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    /** The media type without its parameters; empty without one. */
    public String mediaType() {
        String type = header("Content-Type");
        return type == null ? "" : type.replaceFirst(";.*", "");
    }
}
