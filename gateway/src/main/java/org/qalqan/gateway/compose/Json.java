package org.qalqan.gateway.compose;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.qalqan.gateway.upstream.Reply;

/** JSON that is passed through: what a service wrote as a number leaves with the same digits. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** What is no pair is no character: a pattern sees pairs as one. */
    private static final Pattern HALF_A_CHARACTER = Pattern.compile("\\p{Cs}");

    private Json() {}

    /** A new object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A new list. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** A new list of the given elements. */
    public static ArrayNode array(Collection<? extends JsonNode> elements) {
        return MAPPER.createArrayNode().addAll(elements);
    }

    /** The values that follow one another in a text, such as the lines of NDJSON. */
    public static MappingIterator<JsonNode> lines(byte[] text) throws IOException {
        return MAPPER.reader()
                .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .forType(JsonNode.class)
                .readValues(text);
    }

    /** A new list of the given words. */
    public static ArrayNode words(Collection<String> words) {
        ArrayNode array = MAPPER.createArrayNode();
        words.forEach(array::add);
        return array;
    }

    /** The texts of a field that holds one or a list of them; none when it is null. */
    public static Set<String> texts(JsonNode value) {
        Set<String> texts = new LinkedHashSet<>();
        if (value.isTextual()) {
            texts.add(value.textValue());
        }
        value.forEach(element -> texts.addAll(texts(element)));
        return texts;
    }

    /** The body as an object; throws {@link IOException} when it is none. */
    public static ObjectNode parse(Reply reply) throws IOException {
        if (reply.saysJson() && MAPPER.readTree(reply.body().getBytes()) instanceof ObjectNode object) {
            return object;
        }
        throw new IOException("not a JSON object but " + reply.mediaType());
    }

    /**
     * What a client wrote, as JSON; throws {@link IOException} when it is none, has a member twice, which two readers could read differently, or
     * half a character, which nobody can write.
     */
    public static JsonNode parse(byte[] text) throws IOException {
        JsonNode parsed = MAPPER.reader()
                .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .readTree(text);
        requireWholeCharacters(parsed);
        return parsed;
    }

    private static void requireWholeCharacters(JsonNode value) throws IOException {
        if (value.isTextual() && HALF_A_CHARACTER.matcher(value.textValue()).find()) {
            throw new IOException("half a character");
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            if (HALF_A_CHARACTER.matcher(member.getKey()).find()) {
                throw new IOException("half a character in a name");
            }
        }
        for (JsonNode child : value) {
            requireWholeCharacters(child);
        }
    }

    /** The bytes of an answer. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
