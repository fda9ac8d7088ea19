package org.qalqan.gateway.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.qalqan.gateway.upstream.Service;

/** The OpenAPI documents that the gateway is built with: one of each service, and the parts that describe its own paths. */
@Singleton
class Contracts {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final ObjectNode base;
    private final List<ObjectNode> own;
    private final Map<Service, ObjectNode> services = new EnumMap<>(Service.class);

    Contracts(@All List<InstanceHandle<OwnPaths>> ownPaths) {
        this.base = read(packaged(Contracts.class.getResourceAsStream("base.yaml"), "base.yaml"));
        this.own = new ArrayList<>(ownPaths.stream()
                .map(paths -> description(paths.getBean().getBeanClass()))
                .sorted(Comparator.comparing(
                        part -> part.path("paths").fieldNames().next()))
                .toList());
        for (Service service : Service.values()) {
            String file = "/contracts/" + service.id() + "-service/openapi.yaml";
            services.put(service, read(packaged(Contracts.class.getResourceAsStream(file), file)));
        }
    }

    /** What stands at the head of the merged document, and components that every part may refer to. */
    ObjectNode base() {
        return base;
    }

    /** The gateway's own paths. */
    List<ObjectNode> own() {
        return List.copyOf(own);
    }

    /** The services' documents. */
    Map<Service, ObjectNode> services() {
        return new EnumMap<>(services);
    }

    /** Found by its class: the resource itself cannot be made before the document is. */
    private static ObjectNode description(Class<?> resource) {
        ObjectNode part =
                read(packaged(resource.getResourceAsStream("openapi.yaml"), "openapi.yaml of " + resource.getName()));
        part.path("paths").properties().forEach(path -> path.getValue().forEach(operation -> {
            String file = "examples/" + operation.path("operationId").asText() + ".json";
            InputStream recorded = resource.getResourceAsStream(file);
            if (recorded != null) {
                RecordedExample.of(read(recorded)).addTo(part, path.getKey(), (ObjectNode) operation);
            }
        }));
        return part;
    }

    private static InputStream packaged(@Nullable InputStream file, String name) {
        if (file == null) {
            throw new IllegalStateException("the gateway was packaged without " + name);
        }
        return file;
    }

    private static ObjectNode read(InputStream file) {
        try (file) {
            return (ObjectNode) YAML.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
