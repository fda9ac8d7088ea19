package org.qalqan.collections;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** {@code /v1/things.csv} is {@code /v1/things} as CSV, for those who cannot set a header. */
@Provider
@PreMatching
class Suffixes implements ContainerRequestFilter {

    private static final List<String> READS = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final Pattern LIST_WITH_SUFFIX = Pattern.compile("/?(v1/[a-z-]+)("
            + Arrays.stream(Format.values())
                    .map(Format::suffix)
                    .filter(suffix -> !suffix.isEmpty())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
            + ")");

    @Override
    public void filter(ContainerRequestContext context) {
        Matcher path = LIST_WITH_SUFFIX.matcher(context.getUriInfo().getPath());
        if (path.matches()) {
            if (!READS.contains(context.getMethod())) {
                throw new ProblemException(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "What has a suffix is only read: write to /" + path.group(1) + ".",
                        List.of(),
                        Map.of(HttpHeaders.ALLOW, String.join(", ", READS)));
            }
            context.setRequestUri(context.getUriInfo()
                    .getRequestUriBuilder()
                    .replacePath("/" + path.group(1))
                    .build());
            context.getHeaders().putSingle(HttpHeaders.ACCEPT, mediaType(path.group(2)));
        }
    }

    private static String mediaType(String suffix) {
        return Arrays.stream(Format.values())
                .filter(format -> format.suffix().equals(suffix))
                .map(Format::mediaType)
                .findFirst()
                .orElseThrow();
    }
}
