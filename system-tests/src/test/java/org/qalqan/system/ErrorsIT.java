package org.qalqan.system;

import static org.qalqan.conformance.RawHttp.assertProblem;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qalqan.conformance.Answer;
import org.qalqan.conformance.RawHttp;

/** What is wrong is answered by a problem, through the gateway, whichever layer finds it. */
class ErrorsIT {

    private final Qalqan qalqan = Qalqan.running();

    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/decrees?singedBy=x,                  400",
        "GET,    /v1/decrees?from=2003-13,                400",
        "GET,    /v1/decrees?cursor=abc,                  400",
        "GET,    /v1/decrees?limit=abc,                   400",
        "GET,    /v1/decrees?limit=1&limit=2,             400",
        "GET,    /v1/readings?cursor=abc,                 400",
        "GET,    /v1/records,                             400",
        "GET,    /v1/years/next,                          400",
        "GET,    /v1/decrees/no-such-decree,              404",
        "GET,    /v1/decrees/no-such-decree/impact,       404",
        "GET,    /v1/no-such-collection,                  404",
        "GET,    /q/health,                               404",
        "GET,    /q/metrics,                              404",
        "GET,    /no/such/path,                           404",
        "POST, /v1/sources, 405",
        "DELETE, /v1/partners/russia/dossier,             405",
        "GET,    /v1/decrees?q=%zz,                       400",
        "GET,    /v1/decrees?title=a%00b,                 400",
        "GET,    /v1/%zz,                                 400",
        "GET,    /v1/%00,                                 400",
    })
    void answersAProblem(String method, String path, int status) throws IOException {
        assertProblem(raw(method + " " + path + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"), status);
    }

    @Test
    void answersAProblemWhenTheAddressIsTooLong() throws IOException {
        assertProblem(
                raw("GET /v1/decrees?q=" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"),
                414);
    }

    @Test
    void answersAProblemWhenTheHeadersAreTooLarge() throws IOException {
        assertProblem(
                raw("GET /v1/decrees HTTP/1.1\r\nHost: test\r\nX-Large: " + "a".repeat(30_000)
                        + "\r\nConnection: close\r\n\r\n"),
                431);
    }

    @Test
    void answersAProblemWhenTheBodyIsTooLarge() throws IOException {
        assertProblem(
                raw(
                        "POST /v1/decrees HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 12582912\r\n\r\n[1,"),
                413);
    }

    private Answer raw(String request) throws IOException {
        URI address = qalqan.address();
        Answer answer = RawHttp.ask(address.getHost(), address.getPort(), request);
        String[] line = request.split(" ", 3);
        qalqan.contract().check(line[0], line[1], answer);
        return answer;
    }
}
