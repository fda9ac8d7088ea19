package org.qalqan.collections;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.qalqan.problems.FieldError;
import org.qalqan.problems.ProblemException;

/** The body of a request that writes: one JSON object, of which each value can be stored, and shown, as it is. */
final class EditBody {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_DIGITS = 30;

    /** Ids and citations are looked at with patterns that take a level of the stack for each of their words. */
    private static final Pattern LONG_WORD = Pattern.compile("\\S{1001}");

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(2 * MAX_DIGITS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .reader();

    private EditBody() {}

    /** Reads a body. */
    static ObjectNode read(byte[] body) {
        JsonNode json;
        try {
            json = READER.readTree(body);
        } catch (JsonProcessingException e) {
            throw refused("", "the body is not JSON that is read here" + place(e));
        } catch (IOException e) {
            throw refused("", "the body is not JSON");
        }
        if (!(json instanceof ObjectNode object)) {
            throw refused("", "the body is no JSON object");
        }
        List<FieldError> errors = new ArrayList<>();
        check(object, "", errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalidBody(errors);
        }
        return object;
    }

    private static ProblemException refused(String pointer, String message) {
        return ProblemException.invalidBody(List.of(FieldError.body(pointer, message)));
    }

    /** The library's own words name classes; where it stopped is enough. */
    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : ": line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr()
                        + " is malformed, repeats a member, or goes deeper than " + MAX_DEPTH;
    }

    private static void check(JsonNode value, String pointer, List<FieldError> errors) {
        if (value.isTextual()) {
            checkText(value.textValue(), pointer, errors);
        } else if (value.isNumber()) {
            if (value.decimalValue().precision() > MAX_DIGITS
                    || Math.abs((long) value.decimalValue().scale()) > MAX_DIGITS) {
                errors.add(FieldError.body(pointer, "a number has at most " + MAX_DIGITS + " digits"));
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(value.get(i), pointer + "/" + i, errors);
            }
        } else {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                checkText(member.getKey(), pointer, errors);
                check(member.getValue(), pointer + "/" + escaped(member.getKey()), errors);
            }
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static void checkText(String text, String pointer, List<FieldError> errors) {
        if (text.length() > MAX_TEXT) {
            errors.add(FieldError.body(pointer, "a text has at most " + MAX_TEXT + " characters"));
        }
        if (LONG_WORD.matcher(text).find()) {
            errors.add(FieldError.body(pointer, "a word has at most 1000 characters"));
        }
        if (text.codePoints().anyMatch(EditBody::isUnprintable)) {
            errors.add(FieldError.body(pointer, "a text has no control characters and no halves of characters"));
        }
        if (!text.strip().equals(text)) {
            errors.add(FieldError.body(pointer, "a text neither begins nor ends with a space"));
        }
    }

    /** Also what makes text look as it is not: marks that change its direction. */
    private static boolean isUnprintable(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069)
                || character == 0x2028
                || character == 0x2029
                || character == 0xFEFF;
    }
}
