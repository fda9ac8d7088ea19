package org.qalqan.gateway.portal;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every page has in common; templates know it as {@code cdi:site}. */
@Singleton
@Named("site")
class Site {

    static final List<String> ASSETS =
            List.of("portal.css", "portal.js", "docs.css", "docs.js", "structure.js", "milsymbol-3.0.4.js", "icon.svg");

    /** The query of a file begins so, and goes on with the digest of its bytes. */
    static final String VERSION = "v=";

    private final Catalogue catalogue;
    private final Dataset dataset;
    private final Map<String, String> assets = new LinkedHashMap<>();

    /** An entry of the navigation. */
    record Entry(String path, String title) {}

    Site(Catalogue catalogue, Dataset dataset) throws IOException {
        this.catalogue = catalogue;
        this.dataset = dataset;
        for (String asset : ASSETS) {
            assets.put(
                    asset,
                    "/assets/" + asset + "?" + VERSION
                            + Page.digest(Packaged.bytes("/META-INF/resources/assets/" + asset)));
        }
    }

    public String name() {
        return catalogue.name();
    }

    public String summary() {
        return catalogue.summary();
    }

    public String version() {
        return catalogue.version();
    }

    public String licenseTitle() {
        return dataset.licenseTitle();
    }

    public String licenseAddress() {
        return dataset.licenseAddress();
    }

    /** The address of a file that pages use; it changes with the file, which may therefore be kept for ever. */
    public String asset(String name) {
        String address = assets.get(name);
        if (address == null) {
            throw new IllegalArgumentException("no such asset: " + name);
        }
        return address;
    }

    /** The pages that the head of each page leads to. */
    public List<Entry> pages() {
        return List.of(
                new Entry("/", "Overview"),
                new Entry("/recipes", "Recipes"),
                new Entry("/views", "Views"),
                new Entry("/structure", "Structure"),
                new Entry("/guide", "Guide"),
                new Entry("/docs", "Console"),
                new Entry("/changelog", "Changes"));
    }
}
