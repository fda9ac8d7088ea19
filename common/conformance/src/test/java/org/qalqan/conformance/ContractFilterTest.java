package org.qalqan.conformance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractFilterTest {

    private static final String PROBLEM = "application/problem+json";

    private final ContractFilter contract = new ContractFilter("""
            {"paths": {"/v1/things": {"get": {"responses": {
                "200": {
                  "headers": {"Link": {"schema": {"type": "string"}}},
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Page"}}}}}}},
              "/v1/things/{id}": {"get": {"responses": {
                "200": {
                  "headers": {
                    "ETag": {"required": true, "schema": {"type": "string", "pattern": "^\\"[a-z0-9]+\\"$"}},
                    "Link": {"schema": {"type": "string"}}},
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                "304": {},
                "404": {"$ref": "#/components/responses/NotFound"}}}}},
             "components": {
               "responses": {"NotFound": {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}},
               "schemas": {
                 "Problem": {"type": "object", "required": ["status"], "properties": {"status": {"type": "integer"}}},
                 "Page": {"type": "object", "properties": {"items": {"type": "array"}, "next": {"type": ["string", "null"]}}},
                 "Thing": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}}}}""");

    private static Answer answer(int status, String headers, String body) {
        Map<String, List<String>> all = Arrays.stream(headers.split(", ", -1))
                .map(header -> header.split("=", 2))
                .collect(Collectors.toMap(header -> header[0], header -> List.of(header[1])));
        return new Answer(status, all, body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET     | /v1/things/a        | 200 | Content-Type=application/json, ETag=\"1\"            | {\"id\":\"a\"}",
                "GET     | http://h/v1/things/a?b | 200 | content-type=application/json;charset=UTF-8, etag=\"1\", Link=x | {\"id\":\"a\"}",
                "GET     | /v1/things          | 200 | Content-Type=application/json, Link=</b>; rel=\"next\" | {\"items\":[],\"next\":\"/b\"}",
                "GET     | /v1/things          | 200 | Content-Type=application/json                        | {\"items\":[],\"next\":null}",
                "HEAD    | /v1/things/a        | 200 | Content-Type=application/json, ETag=\"1\"            | ``",
                "GET     | /v1/things/a        | 304 | Date=today                                           | ``",
                "GET     | /v1/things/a        | 404 | Content-Type=application/problem+json, Cache-Control=no-store | {\"status\":404}",
                "OPTIONS | /v1/things/a        | 204 | Date=today                                           | ``",
                "GET     | /v1/nothing         | 404 | Content-Type=application/problem+json, Cache-Control=no-store | {\"status\":404}",
                "GET     | /page               | 200 | Content-Type=text/html, X=y                          | <html>",
            })
    void acceptsWhatIsPromised(String method, String target, int status, String headers, String body) {
        assertThatCode(() -> contract.check(method, target, answer(status, headers, body)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET    | /v1/things/a | 201 | Content-Type=application/json, ETag=\"1\"        | {\"id\":\"a\"}              | is not declared",
                "GET    | /v1/things/a | 200 | Content-Type=text/html, ETag=\"1\"               | {\"id\":\"a\"}              | as text/html is not declared",
                "GET    | /v1/things/a | 200 | Content-Type=application/json                    | {\"id\":\"a\"}              | ETag",
                "GET    | /v1/things/a | 200 | Content-Type=application/json, ETag=1            | {\"id\":\"a\"}              | ETag",
                "GET    | /v1/things/a | 200 | Content-Type=application/json, ETag=\"1\", X=y   | {\"id\":\"a\"}              | headers that are not declared",
                "GET    | /v1/things/a | 200 | Content-Type=application/json, ETag=\"1\"        | {}                          | required property",
                "GET    | /v1/things/a | 200 | Content-Type=application/json, ETag=\"1\"        | {\"id\":\"a\",\"more\":1}   | more",
                "GET    | /v1/things/a | 200 | Content-Type=application/json, ETag=\"1\"        | <html>                      | no JSON",
                "HEAD   | /v1/things/a | 200 | Content-Type=application/json, ETag=\"1\"        | {\"id\":\"a\"}              | has no body",
                "GET    | /v1/things/a | 404 | Content-Type=application/problem+json            | {\"status\":404}            | no-store",
                "GET    | /v1/things   | 200 | Content-Type=application/json                    | {\"items\":[],\"next\":\"/b\"} | Link",
                "GET    | /v1/things   | 200 | Content-Type=application/json, Link=</b>; rel=\"next\" | {\"items\":[],\"next\":null} | Link",
                "GET    | /v1/nothing  | 200 | Content-Type=application/json                    | {}                          | no such operation",
                "GET    | /v1/nothing  | 500 | Content-Type=application/problem+json, Cache-Control=no-store | {\"status\":500} | no such operation",
                "POST   | /v1/things/a | 405 | Content-Type=application/problem+json, Cache-Control=no-store | {\"status\":405} | Allow",
                "POST   | /v1/things/a | 405 | Content-Type=application/problem+json, Cache-Control=no-store, Allow= | {\"status\":405} | Allow",
                "GET    | /page        | 404 | Content-Type=text/html, Cache-Control=no-store   | <html>                      | problem+json",
            })
    void refusesAnythingElse(String method, String target, int status, String headers, String body, String because) {
        assertThatThrownBy(() -> contract.check(method, target, answer(status, headers, body)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(because);
    }

    @Test
    void readsTheAnswerOfABareSocket() {
        Answer answer = Answer.parse("HTTP/1.1 404 Not Found\r\ncontent-type: " + PROBLEM
                + ";charset=UTF-8\r\nCache-Control: no-store\r\n\r\n{\"status\":404}");
        assertThatCode(() -> contract.check("GET", "/v1/things/a", answer)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Answer.parse("")).isInstanceOf(AssertionError.class);
    }
}
