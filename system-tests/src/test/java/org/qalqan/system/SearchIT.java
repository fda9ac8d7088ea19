package org.qalqan.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
}
