package org.qalqan.gateway.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.qalqan.gateway.compose.Json;

/** What the dataset says of itself in its descriptor ({@code datapackage.json}, Data Package 2.0). */
@Singleton
class Dataset {

    private static final String PACKAGED = "/portal/seeds/datapackage.json";

    private final JsonNode descriptor;
    private final Catalogue catalogue;

    Dataset(PortalConfig config, Catalogue catalogue) throws IOException {
        this.catalogue = catalogue;
        try (InputStream file = open(config.dataset())) {
            this.descriptor = new JsonMapper().readTree(file);
        }
    }

    private static InputStream open(Optional<Path> other) throws IOException {
        return other.isPresent() ? Files.newInputStream(other.get()) : Packaged.file(PACKAGED);
    }

    public String title() {
        return descriptor.path("title").asText();
    }

    public String description() {
        return descriptor.path("description").asText();
    }

    public String version() {
        return descriptor.path("version").asText();
    }

    /** The first licence by its name, such as {@code CC-BY-4.0}; empty without one. */
    public String license() {
        return descriptor.at("/licenses/0/name").asText();
    }

    public String licenseTitle() {
        return descriptor.at("/licenses/0/title").asText(license());
    }

    /** Where the licence can be read: names of licences in descriptors are those of SPDX. */
    public String licenseAddress() {
        return "https://spdx.org/licenses/" + license();
    }

    /** The dataset in the vocabulary of schema.org, as JSON-LD. What the descriptor does not say is not there. */
    ObjectNode asLinkedData(String address) {
        ObjectNode dataset = Json.object()
                .put("@context", "https://schema.org/")
                .put("@type", "Dataset")
                .put("@id", address + "/#dataset")
                .put("name", title())
                .put("description", description())
                .put("url", address + "/")
                .put("version", version())
                .put("license", licenseAddress())
                .put("isAccessibleForFree", true);
        dataset.set("keywords", descriptor.path("keywords"));
        putWhatIsThere(dataset);
        ArrayNode distribution = dataset.putArray("distribution");
        catalogue.downloads().forEach(download -> distribution
                .addObject()
                .put("@type", "DataDownload")
                .put("name", download.name())
                .put("encodingFormat", download.mediaType())
                .put("contentUrl", address + download.path()));
        return dataset;
    }

    private void putWhatIsThere(ObjectNode dataset) {
        String country = descriptor.at("/subject/country").asText();
        if (!country.isEmpty()) {
            dataset.putObject("spatialCoverage").put("@type", "Country").put("identifier", country);
        }
        ArrayNode creators = Json.array();
        descriptor.path("contributors").forEach(contributor -> creators.addObject()
                .put("@type", "Organization")
                .put("name", contributor.path("title").asText()));
        if (!creators.isEmpty()) {
            dataset.set("creator", creators);
        }
    }
}
