package org.qalqan.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.qalqan.access.Role;

/** That a service lets in whom its issuer's tokens let in, and nobody else. */
public abstract class TokenRules extends ServiceRules {

    @Test
    void letsInWhoHasTheRole() {
        answerTo("Bearer " + Issuer.token(Role.MAINTAINER)).statusCode(200).body(equalTo("let in"));
    }

    @Test
    void asksForATokenWhereNoneCame() {
        for (String nothing : new String[] {null, "Basic bWFpbnRhaW5lcjpzZWNyZXQ="}) {
            answerTo(nothing)
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", "Bearer realm=\"qalqan\"")
                    .body("type", is("/problems/unauthorized"));
        }
    }

    @TestFactory
    Stream<DynamicTest> refusesATokenThatIsNotGood() {
        return badTokens().entrySet().stream()
                .map(bad -> DynamicTest.dynamicTest(bad.getKey(), () -> answerTo("Bearer " + bad.getValue())
                        .statusCode(401)
                        .contentType("application/problem+json")
                        .header("WWW-Authenticate", "Bearer realm=\"qalqan\", error=\"invalid_token\"")
                        .body("type", is("/problems/unauthorized"))));
    }

    private static Map<String, String> badTokens() {
        String good = Issuer.token(Role.MAINTAINER);
        Map<String, String> bad = new TreeMap<>();
        bad.put("malformed", "abc.def");
        bad.put("cut", good.substring(0, good.length() - 5));
        bad.put("with another payload", good.replaceFirst("\\.[^.]+\\.", "." + payloadOf(Role.EDITOR) + "."));
        bad.put("unsigned (alg none)", Issuer.unsigned(Issuer.claims(Role.MAINTAINER)));
        bad.put(
                "signed with the public key as secret",
                Issuer.signedWithThePublicKeyAsSecret(Issuer.claims(Role.MAINTAINER)));
        bad.put("of another key", Issuer.signed(Issuer.claims(Role.MAINTAINER), Issuer.keyPair()));
        JwtClaims expired = Issuer.claims(Role.MAINTAINER);
        expired.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 60));
        bad.put("expired", Issuer.signed(expired));
        JwtClaims endless = Issuer.claims(Role.MAINTAINER);
        endless.unsetClaim("exp");
        bad.put("without an end", Issuer.signed(endless));
        JwtClaims early = Issuer.claims(Role.MAINTAINER);
        early.setNotBefore(NumericDate.fromSeconds(NumericDate.now().getValue() + 300));
        bad.put("not yet valid", Issuer.signed(early));
        JwtClaims foreign = Issuer.claims(Role.MAINTAINER);
        foreign.setIssuer("https://another.test");
        bad.put("of another issuer", Issuer.signed(foreign));
        JwtClaims misdirected = Issuer.claims(Role.MAINTAINER);
        misdirected.setAudience("another-api");
        bad.put("for another audience", Issuer.signed(misdirected));
        JwtClaims undirected = Issuer.claims(Role.MAINTAINER);
        undirected.unsetClaim("aud");
        bad.put("for no audience", Issuer.signed(undirected));
        return bad;
    }

    private static String payloadOf(String role) {
        return Issuer.token(role).split("\\.", -1)[1];
    }

    @Test
    void forbidsWhatTheRoleDoesNotAllow() {
        for (String role : new String[] {Role.EDITOR, "Maintainer", "admin"}) {
            answerTo("Bearer " + Issuer.token(role))
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", "Bearer realm=\"qalqan\", error=\"insufficient_scope\"")
                    .body("type", is("/problems/forbidden"));
        }
    }

    @Test
    void readsTakeNoNoticeOfATokenWhateverItIs() {
        badTokens().values().forEach(token -> request()
                .header("Authorization", "Bearer " + token)
                .get("/v1/" + collections.all().get(0).path() + "?limit=1")
                .then()
                .statusCode(200));
    }

    @Test
    void noTokenGetsIntoTheLog() {
        Map<String, String> tokens = badTokens();
        tokens.put("good", Issuer.token(Role.MAINTAINER));
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(new SimpleFormatter().format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(listener);
        try {
            tokens.values().forEach(token -> answerTo("Bearer " + token));
        } finally {
            root.removeHandler(listener);
        }

        String log = String.join("", lines);
        assertThat(log).contains("POST " + GuardedResource.PATH);
        tokens.values().forEach(token -> Stream.of(token.split("\\.", -1))
                .filter(part -> part.length() > 30)
                .forEach(part -> assertThat(log).doesNotContain(part)));
        assertThat(log).doesNotContain("a tester");
    }

    private static ValidatableResponse answerTo(@Nullable String authorization) {
        var request = given();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.post(GuardedResource.PATH).then();
    }
}
