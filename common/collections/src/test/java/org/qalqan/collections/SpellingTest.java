package org.qalqan.collections;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With names of the dataset, as its sources spell them and as others do. */
class SpellingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Altynbayev Altynbaev Altinbaev Altinbayev Altynbajev Altynbayew АЛТЫНБАЕВ Алтынбаев",
                "Nazarbayev Nazarbaev Nazarbaiev Nasarbajew Назарбаев",
                "Kazakhstan Kazakstan Qazaqstan Казахстан Қазақстан",
                "Kazakh Kazak Qazaq Казах Қазақ",
                "KAZBAT kazbat Qazbat Казбат ҚазБат",
                "Akhmetov Ahmetov Axmetov Akhmetow Ахметов",
                "Daniyal Danial Daniial Даниял",
                "Mukhtar Muhtar Muxtar Мухтар Мұхтар",
                "Kazhimurat Kazhymurat Kajimurat Qajymurat Кажимурат Қажымұрат",
                "Mayermanov Maiermanov Mayermanow Маерманов",
                "Yermukanov Ermukanov Ермуканов",
                "Bakhtiyar Bakhtiar Bahtiyar Бахтияр",
                "Serdyukov Serdiukov Сердюков",
                "Menshchikov Menschikov Menshikov Меньщиков",
                "Syzdykov Sizdikov Syzdyqov Сыздыков",
                "Anatoliy Anatoly Anatolii Anatolij Анатолий",
                "Tazhin Tajin Тажин",
                "Talesbayev Talesbaev Талесбаев",
                "Gorbachev Gorbatchev Gorbatschew Горбачев Горбачёв",
                "Karaganda Qaraganda Караганда",
                "Aktau Aqtau Aqtaw Актау Ақтау",
                "Kyrgyzstan Kirgizstan Qyrgyzstan Kirghizstan Кыргызстан",
                "Tajikistan Tadzhikistan Tadjikistan Таджикистан",
                "Uygur Uighur Uyghur Уйгур",
                "Shuchinsk Shchuchinsk Şuçinsk Šučinsk Щучинск",
                "Chebarkul Tschebarkul Čebarkulʹ Чебаркуль",
                "Aleksandr Alexandr Александр",
                "defence defense",
                "armoured armored",
                "mechanised mechanized",
                "programme program",
                "centres centers",
                "MiG29 МиГ29",
            })
    void spellingsOfOneWordShareAKey(String spellings) {
        assertThat(Arrays.stream(spellings.split(" ", -1)).map(Spelling::key).distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Kazakhstan, Kazakhstani",
        "Kyrgyzstan, Kurdistan",
        "Akhmetov, Ametov",
        "Aktau, Aktobe",
        "Otar, Otrar",
        "Sultanov, Sultan",
        "Yermukanov, Yermukonov",
        "Minsk, Minks",
        "China, Chan",
        "Iran, Iraq",
        "Almaty, Almaz",
        "Karimov, Kerimov",
        "ship, sip",
        "hand, cand",
        "tank, thank",
        "mission, omission",
        "S300, S400",
        "SA2, SA22",
    })
    void otherWordsDoNot(String one, String other) {
        assertThat(Spelling.key(one)).isNotEqualTo(Spelling.key(other));
    }

    @Property
    void keyOfAKeyIsTheKey(@ForAll("words") String word) {
        assertThat(Spelling.key(Spelling.key(word))).isEqualTo(Spelling.key(word));
    }

    @Property
    void caseDoesNotMatter(@ForAll("words") String word) {
        assertThat(Spelling.key(word.toUpperCase(Locale.ROOT))).isEqualTo(Spelling.key(word));
        assertThat(Spelling.fold(word.toUpperCase(Locale.ROOT))).isEqualTo(Spelling.fold(word));
    }

    /** But those that make other letters of s, c, z. */
    @Property
    void accentsDoNotMatter(@ForAll("words") String word, @ForAll("accents") String accent) {
        String accented = Normalizer.normalize(word.replaceAll("[aeiouаеоу]", "$0" + accent), Normalizer.Form.NFC);
        assertThat(Spelling.fold(accented)).isEqualTo(Spelling.fold(word));
        assertThat(Spelling.key(accented)).isEqualTo(Spelling.key(word));
    }

    @Property
    void keyIsMadeOfPlainLettersAndDigits(@ForAll("words") String word) {
        assertThat(Spelling.key(word)).matches("[a-z0-9]*");
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('а', 'я')
                .withChars("әғқңөұүһіё0123456789")
                .ofMaxLength(12);
    }

    @Provide
    Arbitrary<String> accents() {
        return Arbitraries.of(List.of("\u0300", "\u0301", "\u0302", "\u0308", "\u0304"));
    }
}
