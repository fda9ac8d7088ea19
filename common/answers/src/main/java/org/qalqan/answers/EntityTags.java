package org.qalqan.answers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags (RFC 9110, section 8.8.3). */
public final class EntityTags {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[!\\x23-\\x7e\\x80-\\xff]*\"");
    private static final int DIGEST_BYTES = 9;

    private EntityTags() {}

    /** Whether an {@code If-None-Match} names the tag, or any ({@code *}); the comparison is the weak one, as it has to be there. */
    public static boolean matches(@Nullable String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        return ifNoneMatch.equals(tag)
                || ifNoneMatch.strip().equals("*")
                || list(ifNoneMatch).stream().anyMatch(known -> opaque(known).equals(opaque(tag)));
    }

    /** The tags of a header, each with its quotes. */
    public static List<String> list(String header) {
        List<String> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(header);
        while (matcher.find()) {
            tags.add(matcher.group());
        }
        return tags;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /** A short digest of what tells two answers apart, as a part of a tag. */
    public static String digest(String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
