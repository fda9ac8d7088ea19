package org.qalqan.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qalqan.problems.ProblemType;

@QuarkusTest
@QuarkusTestResource(Stubs.class)
class PortalTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    @Test
    void aClientGetsTheIndex() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Vary", "Accept")
                .body("resources.url", hasItem("/v1/decrees"))
                .body("links.openapi", is("/openapi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs", "/problems", "/problems/gone"})
    void aPersonGetsAPageThatTakesNothingFromElsewhere(String path) {
        String page = given().header("Accept", BROWSER)
                .get(path)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .extract()
                .asString();

        Matcher link = LINK.matcher(page);
        while (link.find()) {
            assertThat(link.group(1)).startsWith("/").doesNotStartWith("//");
            if (!link.group(1).startsWith("/v1/")) {
                given().get(link.group(1)).then().statusCode(200);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyTypeOfProblemIsExplained(ProblemType type) {
        given().get(type.uri())
                .then()
                .statusCode(200)
                .body("status", is(type.status()))
                .body("meaning", not(emptyOrNullString()))
                .body("remedy", not(emptyOrNullString()));
    }

    @Test
    void whatIsNotThereIsAProblem() {
        given().get("/problems/nothing").then().statusCode(404).contentType("application/problem+json");
        given().get("/nothing").then().statusCode(404).contentType("application/problem+json");
        given().post("/v1/records")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .header("Allow", "GET, HEAD, OPTIONS");
    }
}
