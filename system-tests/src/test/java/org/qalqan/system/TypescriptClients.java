package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The compiled scripts that call a gateway through both TypeScript clients. */
final class TypescriptClients {

    private static final Path COMPILED = Qalqan.REPOSITORY.resolve("clients/typescript/target/dist");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private TypescriptClients() {}

    /**
     * What a script prints; fails unless it ends well.
     *
     * @param script its path among the compiled ones
     * @param token what it may do it with; null when there is none
     */
    static String run(String script, URI gateway, @Nullable String token) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "node",
                        COMPILED.resolve(script).toString(),
                        gateway.toString().replaceFirst("/$", ""))
                .redirectErrorStream(true);
        if (token != null) {
            builder.environment().put("QALQAN_TOKEN", token);
        }
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
