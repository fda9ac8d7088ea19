package org.qalqan.timeline.release;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.arc.Arc;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qalqan.access.Role;
import org.qalqan.collections.Cursor;
import org.qalqan.testing.Issuer;
import org.qalqan.testing.ServiceRules;

/** What is cut stays, as it was, and only a maintainer cuts. */
public abstract class ReleaseRules extends ServiceRules {

    private static final String LIST = "/v1/releases";
    private static final String INTAKE = "/internal/releases/";

    private static byte[] zip(String id, int bytes) {
        byte[] data = new byte[bytes];
        new Random(bytes).nextBytes(data);
        return zip(id, data, ReleasePackage.sha256(data));
    }

    private static byte[] zip(String id, byte[] data, String digest) {
        String descriptor = """
                {"name":"test","version":"%s","created":"2026-01-01T00:00:00Z","notes":"The first.","revisions":{"forces":3,"timeline":2},
                 "resources":[{"name":"data","path":"data/a.csv","mediatype":"text/csv","bytes":%d,"hash":"sha256:%s"}]}""".formatted(id, data.length, digest);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("data/a.csv"));
            zip.write(data);
            zip.putNextEntry(new ZipEntry("datapackage.json"));
            zip.write(descriptor.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static ValidatableResponse bring(String id, byte[] zip, String role) {
        return given().header("Authorization", "Bearer " + Issuer.token(role))
                .contentType("application/zip")
                .body(zip)
                .put(INTAKE + id)
                .then();
    }

    @Test
    void keepsWhatAMaintainerBringsByteForByte() {
        // more than two parts
        byte[] zip = zip("2026-01", 2_500_000);
        bring("2026-01", zip, Role.MAINTAINER)
                .statusCode(201)
                .body("id", is("2026-01"))
                .body("who", is("a tester"))
                .body("size", is(zip.length));

        var answer = request().get(LIST + "/2026-01").then().statusCode(200).extract();
        assertThat(answer.asByteArray()).isEqualTo(zip);
        String digest = ReleasePackage.sha256(zip);
        assertThat(answer.contentType()).isEqualTo("application/zip");
        assertThat(answer.header("ETag")).isEqualTo("\"" + digest + "\"");
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(zip.length));
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"qalqan-2026-01.zip\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(answer.header("Repr-Digest"))
                .isEqualTo("sha-256=:"
                        + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest)) + ":");
        request()
                .header("If-None-Match", answer.header("ETag"))
                .get(LIST + "/2026-01")
                .then()
                .statusCode(304)
                .header("ETag", answer.header("ETag"));
        request().head(LIST + "/2026-01").then().statusCode(200).header("Content-Length", String.valueOf(zip.length));
    }

    @Test
    void isNotCalledWhatNoReleaseCanBeCalled() {
        bring("No-Such-Id", zip("No-Such-Id", 10), Role.MAINTAINER)
                .statusCode(400)
                .body("errors[0].pointer", is("/id"));
        request().get(LIST + "/No-Such-Id").then().statusCode(404);
    }

    @Test
    void describesItAsJson() {
        bring("described", zip("described", 10), Role.MAINTAINER).statusCode(201);
        request()
                .accept("application/json")
                .get(LIST + "/described")
                .then()
                .statusCode(200)
                .body("url", is(LIST + "/described"))
                .body("createdAt", is("2026-01-01T00:00:00Z"))
                .body("notes", is("The first."))
                .body("revisions.forces", is(3))
                .body("resources[0].path", is("data/a.csv"))
                .body("resources[0].hash", startsWith("sha256:"));
        request().accept("text/html").get(LIST + "/described").then().statusCode(406);
        request().accept("*/*").get(LIST + "/described").then().contentType("application/zip");
        request()
                .accept("application/json;q=0.5, application/zip")
                .get(LIST + "/described")
                .then()
                .contentType("application/zip");
    }

    @Test
    void listsThemTheNewestFirst() {
        for (String id : List.of("list-a", "list-b", "list-c")) {
            bring(id, zip(id, 10), Role.MAINTAINER).statusCode(201);
        }
        List<String> ids = new ArrayList<>();
        String next = LIST + "?limit=1";
        while (next != null) {
            var page = request().get(next).then().statusCode(200).extract();
            ids.addAll(page.<List<String>>path("items.id"));
            next = page.path("next");
        }
        assertThat(ids).doesNotHaveDuplicates().containsSubsequence("list-c", "list-b", "list-a");
        request()
                .get(LIST + "?total=true")
                .then()
                .body("total", is(ids.size()))
                .body("items[0].resources", nullValue())
                .body("next", nullValue());
        request().get(LIST + "?cursor=abc").then().statusCode(400);
        for (List<String> made : List.of(
                List.of("yesterday", "list-a"),
                List.of("+999999999-01-01T00:00:00Z", "list-a"),
                List.of("2026-01-01T00:00:00Z", "a\u0000"))) {
            request()
                    .get(LIST + "?cursor=" + Cursor.write(made, "releases"))
                    .then()
                    .statusCode(400)
                    .body("errors[0].name", is("cursor"));
        }
        request().get(LIST + "?limt=1").then().statusCode(400).body("errors[0].didYouMean", is("limit"));
    }

    @Test
    void neverTakesAnIdTwice() {
        byte[] zip = zip("once", 10);
        bring("once", zip, Role.MAINTAINER).statusCode(201);
        bring("once", zip("once", 20), Role.MAINTAINER)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("never changes"));
        assertThat(request().get(LIST + "/once").asByteArray()).isEqualTo(zip);
        start("once", Role.MAINTAINER).statusCode(409);
    }

    private static ValidatableResponse start(String id, String role) {
        return given().header("Authorization", "Bearer " + Issuer.token(role))
                .get(INTAKE + id)
                .then();
    }

    /** Half a megabyte of file, half a gigabyte of zeros: refused when it has unpacked enough of it, and kept nowhere. */
    @Test
    void refusesWhatUnpacksWithoutEnd() throws IOException {
        byte[] zeros = new byte[1 << 20];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("data/zeros.csv"));
            for (int i = 0; i <= 512; i++) {
                zip.write(zeros);
            }
        }
        assertThat(bytes.size()).isLessThan(1 << 20);
        bring("endless", bytes.toByteArray(), Role.MAINTAINER)
                .statusCode(400)
                .body("errors[0].message", containsString("unpacks into more"));

        ByteArrayOutputStream descriptor = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(descriptor)) {
            zip.putNextEntry(new ZipEntry("datapackage.json"));
            for (int i = 0; i <= 4; i++) {
                zip.write(zeros);
            }
        }
        bring("endless", descriptor.toByteArray(), Role.MAINTAINER)
                .statusCode(400)
                .body("errors[0].message", containsString("unpacks into more"));
        request().get(LIST + "/endless").then().statusCode(404);
    }

    @Test
    void letsNobodyElseBringOne() {
        start("nobody", Role.EDITOR).statusCode(403);
        bring("nobody", zip("nobody", 10), Role.EDITOR).statusCode(403);
        given().contentType("application/zip")
                .body(zip("nobody", 10))
                .put(INTAKE + "nobody")
                .then()
                .statusCode(401);
        request().get(LIST + "/nobody").then().statusCode(404);
        assertThat(given().get("/openapi").asString()).doesNotContain("/internal/");
    }

    @Test
    void startsFromWhatTheDatasetSaysOfItself() {
        start("new", Role.MAINTAINER)
                .statusCode(200)
                .body("descriptor.licenses[0].name", is("CC-BY-4.0"))
                .body("descriptor.resources", nullValue())
                .body("licence", containsString("Attribution 4.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upper",
                "a--b",
                "-a",
                "a.",
                "a_b",
                "%20",
                "a0123456789012345678901234567890123456789012345678901234567890"
            })
    void refusesAnIdThatIsNone(String id) {
        start(id, Role.MAINTAINER)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", is("/id"));
    }

    @Test
    void refusesAPackageThatDoesNotHoldWhatItSays() {
        bring("bad", "no zip".getBytes(StandardCharsets.UTF_8), Role.MAINTAINER).statusCode(400);
        bring("bad", zip("another", 10), Role.MAINTAINER).statusCode(400).body("errors[0].pointer", is("/version"));
        bring("bad", zip("bad", new byte[10], "00"), Role.MAINTAINER)
                .statusCode(400)
                .body("errors[0].pointer", is("/resources/0"));
        request().get(LIST + "/bad").then().statusCode(404);
    }

    @Test
    void cannotBeRewritten() {
        bring("written", zip("written", 10), Role.MAINTAINER).statusCode(201);
        DSLContext sql = Arc.container().select(DSLContext.class).get();
        for (String attempt :
                List.of("update release set size = 1", "delete from release_part", "truncate release cascade")) {
            assertThatThrownBy(() -> sql.execute(attempt)).hasMessageContaining("append-only");
        }
    }
}
