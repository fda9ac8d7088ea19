package org.qalqan.gateway.contract;

import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

    private final List<Template> own = new ArrayList<>();
    private final List<Forwarded> forwarded = new ArrayList<>();
    private final Map<String, List<String>> queryParameters = new ConcurrentHashMap<>();
    private final MergedDocument document;

    /**
     * A path that a service answers.
     *
     * @param template the path as the document writes it
     * @param service the service
     * @param mediaTypes the formats in which its contract lets it answer there, in its order
     * @param ownMethods the methods that the gateway answers there itself
     */
    public record Target(String template, Service service, Set<String> mediaTypes, Set<String> ownMethods) {

        /** The formats of what is no problem; first what somebody gets who takes anything. */
        public List<String> answers() {
            return mediaTypes.stream()
                    .filter(type -> !type.equals(Problem.MEDIA_TYPE))
                    .toList();
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
        document.ownPaths().forEach(path -> own.add(Template.of(path)));
        document.owners()
                .forEach((path, service) -> forwarded.add(new Forwarded(
                        Template.of(path),
                        new Target(
                                path,
                                service,
                                document.mediaTypes(path),
                                document.ownMethods(path).stream()
                                        .map(method -> method.toUpperCase(Locale.ROOT))
                                        .collect(Collectors.toUnmodifiableSet())))));
        // a path with fewer parameters is the more specific one
        forwarded.sort(Comparator.comparingInt((Forwarded f) -> f.template.parameters())
                .thenComparing(f -> String.join("/", f.template.segments)));
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
        List<String> segments = List.of(rawPath.split("/", -1));
        if (segments.stream().anyMatch(PathTable::isDots)
                || own.stream().anyMatch(template -> template.matches(segments))) {
            return Optional.empty();
        }
        return forwarded.stream()
                .filter(candidate -> candidate.template.matches(segments))
                .findFirst();
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
