package org.qalqan.timeline;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qalqan.access.Role;
import org.qalqan.conformance.ContractFilter;
import org.qalqan.testing.Issuer;
import org.qalqan.testing.PostgresResource;

/** As it comes: no issuer is configured, so that nobody's token is good. */
@QuarkusTest
@TestProfile(NoIssuerTest.Fresh.class)
class NoIssuerTest {

    /** A service of its own, without the issuer of the other tests. */
    public static class Fresh implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(PostgresResource.class));
        }
    }

    @Test
    void refusesEveryTokenAndLeavesReadsOpen() {
        RestAssured.replaceFiltersWith(
                new ContractFilter(RestAssured.get("/openapi?format=json").asString()));
        for (String token : List.of(Issuer.token(Role.MAINTAINER), "abc")) {
            given().header("Authorization", "Bearer " + token)
                    .post("/test/guarded")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("type", is("/problems/unauthorized"));
        }
        given().get("/v1/decrees?limit=1").then().statusCode(200);
    }
}
