package org.qalqan.collections;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.qalqan.collections.declare.Declaration;

/** The collections of this service: those that it has a resource for. */
@Singleton
public class Collections {

    private final List<Declaration> declarations;
    private final List<Declaration> editable;

    Collections(@All List<CollectionResource<?>> resources) {
        this.declarations = resources.stream()
                .map(CollectionResource::declaration)
                .sorted(Comparator.comparing(Declaration::path))
                .toList();
        this.editable = resources.stream()
                .filter(EditableResource.class::isInstance)
                .map(CollectionResource::declaration)
                .toList();
    }

    /** Whether editors may change the records of the collection. */
    public boolean isEditable(Declaration declaration) {
        return editable.contains(declaration);
    }

    /** All of them, by path. */
    public List<Declaration> all() {
        return declarations;
    }

    /** The collection of records of that type. */
    public Declaration ofType(String type) {
        return declarations.stream()
                .filter(declaration -> declaration.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no collection of type " + type));
    }
}
