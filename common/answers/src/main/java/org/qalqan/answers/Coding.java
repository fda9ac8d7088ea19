package org.qalqan.answers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A content coding (RFC 9110, section 8.4): as it is, or compressed. */
public enum Coding {
    /** As it is. */
    IDENTITY,
    /** GZIP (RFC 1952). */
    GZIP;

    /** A smaller body costs more to compress than it saves. */
    public static final int SMALLEST_COMPRESSED = 1_000;

    private static final int BUFFER = 8_192;
    private static final String SUFFIX = "-gzip";

    /**
     * The coding that a client would rather have.
     *
     * @param acceptEncoding its {@code Accept-Encoding}; null when it sent none, which asks for no compression
     */
    public static Coding preferred(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return IDENTITY;
        }
        double gzip = -1;
        double any = -1;
        double identity = -1;
        for (String element : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = element.split(";", -1);
            double weight = Weight.of(parts);
            switch (parts[0].strip()) {
                case "gzip", "x-gzip" -> gzip = weight;
                case "identity" -> identity = weight;
                case "*" -> any = weight;
                default -> {
                    // a coding that is not offered
                }
            }
        }
        double ofGzip = gzip >= 0 ? gzip : any;
        return ofGzip > 0 && ofGzip >= identity ? GZIP : IDENTITY;
    }

    /** The coding of a body of that length: a small one stays as it is. */
    public Coding ofLength(int length) {
        return length < SMALLEST_COMPRESSED ? IDENTITY : this;
    }

    /** The value of {@code Content-Encoding}; null when there is none. */
    public @Nullable String header() {
        return this == GZIP ? "gzip" : null;
    }

    /** The body in this coding. */
    public byte[] encode(byte[] body) {
        if (this == IDENTITY) {
            return body;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (OutputStream encoded = new GZIPOutputStream(bytes, BUFFER)) {
            encoded.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A stream whose bytes arrive in this coding. */
    public OutputStream encode(OutputStream body) throws IOException {
        return this == IDENTITY ? body : new GZIPOutputStream(body, BUFFER);
    }

    /** The tag of an answer in this coding, made from the quoted tag of the answer as it is: two codings are two representations. */
    public String tag(String tag) {
        return this == IDENTITY ? tag : tag.substring(0, tag.length() - 1) + SUFFIX + '"';
    }

    /**
     * The tags of a client as the tags of answers as they are, for somebody who keeps only those. A tag of a coding that the client does
     * not take now stays as it is, and matches nothing.
     */
    public @Nullable String withoutCoding(@Nullable String tags) {
        return tags == null || this == IDENTITY ? tags : tags.replace(SUFFIX + '"', "\"");
    }
}
