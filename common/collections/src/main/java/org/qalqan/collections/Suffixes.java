package org.qalqan.collections;

import io.quarkus.arc.All;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.qalqan.problems.ProblemException;
import org.qalqan.problems.ProblemType;

/** {@code /v1/things.csv} is {@code /v1/things} as CSV, for those who cannot set a header. */
@Provider
@PreMatching
class Suffixes implements ContainerRequestFilter {

    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    private static final Pattern LIST_WITH_SUFFIX = Pattern.compile("/?v1/([a-z-]+)("
            + Arrays.stream(Format.values())
                    .map(Format::suffix)
                    .filter(suffix -> !suffix.isEmpty())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
            + ")");

    private final Instance<Suffixed> lists;

    /** It is made before what it asks can be. */
    Suffixes(Instance<Suffixed> lists) {
        this.lists = lists;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        Matcher path = LIST_WITH_SUFFIX.matcher(context.getUriInfo().getPath());
        if (path.matches() && lists.get().paths.contains(path.group(1))) {
            if (context.getMethod().equals(HttpMethod.OPTIONS)) {
                context.abortWith(
                        Response.ok().header(HttpHeaders.ALLOW, ALLOWED).build());
                return;
            }
            if (!READS.contains(context.getMethod())) {
                throw new ProblemException(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "What has a suffix is only read.",
                        List.of(),
                        Map.of(HttpHeaders.ALLOW, ALLOWED));
            }
            context.setRequestUri(context.getUriInfo()
                    .getRequestUriBuilder()
                    .replacePath("/v1/" + path.group(1))
                    .build());
            context.getHeaders().putSingle(HttpHeaders.ACCEPT, mediaType(path.group(2)));
        }
    }

    /** The lists that have suffixes. */
    @Singleton
    static class Suffixed {

        private final Set<String> paths = new HashSet<>();

        Suffixed(Collections collections, @All List<EvidenceResource> evidence) {
            collections.all().forEach(declaration -> paths.add(declaration.path()));
            evidence.forEach(list -> paths.add(list.asked().path()));
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
