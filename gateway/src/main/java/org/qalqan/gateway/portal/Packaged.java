package org.qalqan.gateway.portal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Files that the gateway is packaged with. */
final class Packaged {

    private Packaged() {}

    static InputStream file(String path) {
        InputStream file = Packaged.class.getResourceAsStream(path);
        if (file == null) {
            throw new IllegalStateException("the gateway was packaged without " + path);
        }
        return file;
    }

    static byte[] bytes(String path) throws IOException {
        try (InputStream file = file(path)) {
            return file.readAllBytes();
        }
    }

    static String text(String path) throws IOException {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }
}
