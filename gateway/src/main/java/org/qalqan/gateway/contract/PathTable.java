package org.qalqan.gateway.contract;

import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.qalqan.gateway.upstream.Service;
import org.qalqan.problems.Problem;

/** Which path is whose, as the merged document has it: nothing that it does not describe is forwarded. */
@Singleton
public class PathTable {

    /** By what their paths begin with, so that a path is compared with the few that can be its own. */
    private final Map<String, List<Template>> own = new HashMap<>();

    private final Map<String, List<Forwarded>> forwarded = new HashMap<>();
    private final Map<String, List<String>> queryParameters = new ConcurrentHashMap<>();
    private final MergedDocument document;

    /** {@code %2e%2e}. */
    private static final int LONGEST_DOTS = 6;

    /**
     * A path that a service answers.
     *
     * @param template the path as the document writes it
     * @param service the service
     * @param mediaTypes the formats in which its contract lets it answer there, in its order
     * @param answers those of what is no problem; first what somebody gets who takes anything
     * @param ownMethods the methods that the gateway answers there itself
     */
    public record Target(
            String template, Service service, Set<String> mediaTypes, List<String> answers, Set<String> ownMethods) {

        private static Target of(String template, Service service, Set<String> mediaTypes, Set<String> ownMethods) {
            List<String> answers = mediaTypes.stream()
                    .filter(type -> !type.equals(Problem.MEDIA_TYPE))
                    .toList();
            return new Target(template, service, mediaTypes, answers, ownMethods);
        }

        /** The value of {@code Allow} that the service sends, with the methods that only the gateway knows of. */
        public String allow(String ofService) {
            Set<String> methods = new TreeSet<>(ownMethods);
            Arrays.stream(ofService.split(",", -1)).map(String::strip).forEach(methods::add);
            return String.join(", ", methods);
        }
    }

    private record Forwarded(Template template, Target target) {}

    PathTable(MergedDocument document) {
        this.document = document;
        document.ownPaths().forEach(path -> put(own, path, Template.of(path)));
        document.owners().forEach((path, service) -> {
            Set<String> ownMethods = document.ownMethods(path).stream()
                    .map(method -> method.toUpperCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
            Target target = Target.of(path, service, document.mediaTypes(path), ownMethods);
            put(forwarded, path, new Forwarded(Template.of(path), target));
        });
        // a path with fewer parameters is the more specific one
        forwarded
                .values()
                .forEach(candidates -> candidates.sort(Comparator.comparingInt((Forwarded f) -> f.template.parameters())
                        .thenComparing(f -> String.join("/", f.template.segments))));
    }

    private static <T> void put(Map<String, List<T>> table, String path, T entry) {
        String beginning = beginning(path);
        if (beginning.indexOf('{') >= 0) {
            throw new IllegalStateException("whose " + path + " is cannot be told by its first two segments");
        }
        table.computeIfAbsent(beginning, first -> new ArrayList<>()).add(entry);
    }

    /** The first two segments, such as {@code /v1/events}; templates have no parameter in them. */
    private static String beginning(String path) {
        int second = path.indexOf('/', 1);
        int third = second < 0 ? -1 : path.indexOf('/', second + 1);
        return third < 0 ? path : path.substring(0, third);
    }

    /** The service that answers this raw path, and how; none when it is the gateway's own or nobody's. */
    public Optional<Target> target(String rawPath) {
        return forwarded(rawPath).map(Forwarded::target);
    }

    /** The service that answers this method on this raw path; none when the gateway does, or nobody. */
    public Optional<Target> target(String rawPath, HttpMethod method) {
        return target(rawPath).filter(target -> !target.ownMethods().contains(method.name()));
    }

    private Optional<Forwarded> forwarded(String rawPath) {
        String beginning = beginning(rawPath);
        List<Forwarded> candidates = forwarded.getOrDefault(beginning, List.of());
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        List<String> segments = List.of(rawPath.split("/", -1));
        for (String segment : segments) {
            if (isDots(segment)) {
                return Optional.empty();
            }
        }
        for (Template template : own.getOrDefault(beginning, List.of())) {
            if (template.matches(segments)) {
                return Optional.empty();
            }
        }
        for (Forwarded candidate : candidates) {
            if (candidate.template.matches(segments)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The names of the query parameters that a read of this path takes, as the document writes the path. */
    public List<String> queryParameters(String template) {
        return queryParameters.computeIfAbsent(template, document::queryParameters);
    }

    /** The service that owns a collection, such as {@code agreements}. */
    public Service owner(String collection) {
        return target("/v1/" + collection)
                .map(Target::service)
                .orElseThrow(() -> new IllegalStateException("no service offers /v1/" + collection));
    }

    /** A service's router would read these as steps up and answer another path than the one that was matched here. */
    private static boolean isDots(String segment) {
        if (segment.length() > LONGEST_DOTS || segment.isEmpty()) {
            return false;
        }
        String decoded = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
        return decoded.equals(".") || decoded.equals("..");
    }

    private record Template(List<String> segments) {

        static Template of(String path) {
            return new Template(List.of(path.split("/", -1)));
        }

        int parameters() {
            return Math.toIntExact(
                    segments.stream().filter(Template::isParameter).count());
        }

        boolean matches(List<String> raw) {
            if (raw.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < raw.size(); i++) {
                String segment = segments.get(i);
                boolean fits = isParameter(segment) ? !raw.get(i).isEmpty() : segment.equals(raw.get(i));
                if (!fits) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{");
        }
    }
}
