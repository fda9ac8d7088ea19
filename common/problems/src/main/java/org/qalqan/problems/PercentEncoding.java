package org.qalqan.problems;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding (RFC 3986, section 2.1), strictly: two hexadecimal digits, well-formed UTF-8, no control character, nothing beyond ASCII as it is. */
public final class PercentEncoding {

    private PercentEncoding() {}

    static boolean isValid(String text) {
        return isAscii(text) && (text.indexOf('%') < 0 || decode(text, false) != null);
    }

    /** The bytes of other characters arrive as one character each: whoever sent them meant another word. */
    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x7f);
    }

    /** Decodes one name or value of a query string; null when it is malformed or holds a control character. */
    public static @Nullable String decodeQueryPart(String text) {
        return decode(text, true);
    }

    private static @Nullable String decode(String text, boolean plusIsSpace) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(utf8.length);
        for (int i = 0; i < utf8.length; i++) {
            byte b = utf8[i];
            if (b == '%') {
                boolean complete = i + 2 < utf8.length;
                int high = complete ? Character.digit(utf8[i + 1], 16) : -1;
                int low = complete ? Character.digit(utf8[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                b = (byte) (high * 16 + low);
                i += 2;
                if ((b >= 0 && b < 0x20) || b == 0x7f) {
                    return null;
                }
            } else if (b == '+' && plusIsSpace) {
                b = ' ';
            }
            decoded.put(b);
        }
        decoded.flip();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
