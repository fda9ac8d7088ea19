package org.qalqan.problems;

import io.quarkus.arc.Arc;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which methods a path has. The framework knows it too, but answers 405 without the {@code Allow} that RFC 9110 asks for. */
@Singleton
class AllowedMethods {

    private record Route(Pattern path, Set<String> methods) {}

    private final List<Route> routes = new ArrayList<>();

    AllowedMethods() {
        for (Bean<?> bean : Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path root = bean.getBeanClass().getAnnotation(Path.class);
            if (root != null) {
                for (Method method : bean.getBeanClass().getMethods()) {
                    addRoute(root, method);
                }
            }
        }
    }

    private void addRoute(Path root, Method method) {
        Set<String> methods = new TreeSet<>();
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (http != null) {
                methods.add(http.value());
            }
        }
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
            Path sub = method.getAnnotation(Path.class);
            routes.add(new Route(pattern(root.value(), sub == null ? "" : sub.value()), methods));
        }
    }

    private static Pattern pattern(String root, String sub) {
        StringBuilder pattern = new StringBuilder();
        Stream.of(root, sub)
                .flatMap(path -> Arrays.stream(path.split("/", -1)))
                .filter(segment -> !segment.isEmpty())
                .forEach(segment ->
                        pattern.append('/').append(segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment)));
        return Pattern.compile(pattern + "/?");
    }

    /** The methods of all resources that have the path, separated by commas. */
    String of(String path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (route.path().matcher(path).matches()) {
                methods.addAll(route.methods());
            }
        }
        return String.join(", ", methods);
    }
}
