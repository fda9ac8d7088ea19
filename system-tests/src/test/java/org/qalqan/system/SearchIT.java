package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code q} finds in the dataset, as people who know the names in another spelling ask for them. */
class SearchIT {

    private final Qalqan qalqan = Qalqan.running();

    private List<String> search(String collection, String q) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : qalqan.json("/v1/" + collection + "?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                .path("items")) {
            ids.add(item.path("id").asText());
        }
        return ids;
    }

    @ParameterizedTest
    @CsvSource({
        "people, Altynbaev, mukhtar-altynbayev",
        "people, Altynbayev, mukhtar-altynbayev",
        "people, Altinbaev, mukhtar-altynbayev",
        "people, ALTYNBAJEW, mukhtar-altynbayev",
        "people, Алтынбаев, mukhtar-altynbayev",
        "people, Мұхтар Алтынбаев, mukhtar-altynbayev",
        "people, Muhtar, mukhtar-altynbayev",
        "people, Назарбаев, nursultan-nazarbayev",
        "people, Ahmetov, daniyal-akhmetov",
        "formations, kazbat, kazbat",
        "formations, KAZBAT, kazbat",
        "formations, Qazbat, kazbat",
        "formations, ҚазБат, kazbat",
        "partners, Qazaqstan, kazakhstan",
        "equipment-types, MiG29, mig-29",
        "equipment-types, миг-29, mig-29",
    })
    void anySpellingFindsTheRecordFirst(String collection, String q, String id) {
        assertThat(search(collection, q)).startsWith(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reform of the armed forces", "\"armed forces\" reform -navy", "reorganize", "defense"})
    void sentencesPhrasesAndAmericanSpellingsFindSomething(String q) {
        assertThat(search("decrees", q)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kazbat, kazbat, forces",
        "Altynbaev, mukhtar-altynbayev, timeline",
        "Алтынбаев, mukhtar-altynbayev, timeline",
        "IMET, imet, partners",
        "MiG29, mig-29, forces",
    })
    void oneSearchFindsTheRecordWhateverServiceKeepsIt(String q, String id, String service) {
        JsonNode page = searchAll(q, "");
        JsonNode hit = page.path("items")
                .valueStream()
                .filter(item -> item.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(hit.path("service").asText()).isEqualTo(service);
        assertThat(hit.path("highlights")).isNotEmpty();
        assertThat(page.at("/facets/services").findValuesAsText("key"))
                .containsExactly("timeline", "forces", "partners");
        assertThat(page.at("/facets/types").findValuesAsText("key"))
                .contains(hit.path("type").asText());
    }

    @ParameterizedTest
    @CsvSource({"kazbat, kazbat", "Altynbaev, mukhtar-altynbayev", "IMET, imet"})
    void whatIsCalledSoComesBeforeWhatMentionsIt(String q, String id) {
        assertThat(searchAll(q, "").at("/items/0/id").asText()).isEqualTo(id);
    }

    /** What the pages hold together is what one page holds, and what the services' own lists find. */
    @Test
    void pagesOfOneSearchHoldWhatTheCollectionsFind() {
        List<String> whole = new ArrayList<>();
        JsonNode all = searchAll("airborne", "&limit=200");
        all.path("items").forEach(item -> whole.add(item.path("id").asText()));
        List<String> paged = new ArrayList<>();
        qalqan.crawl("/v1/search?q=airborne&limit=3")
                .forEach(item -> paged.add(item.path("id").asText()));
        assertThat(paged)
                .isEqualTo(whole)
                .doesNotHaveDuplicates()
                .hasSize(all.path("total").intValue());
        assertThat(whole).containsAll(search("formations", "airborne"));
    }

    private JsonNode searchAll(String q, String rest) {
        return qalqan.whole("/v1/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + rest);
    }
}
