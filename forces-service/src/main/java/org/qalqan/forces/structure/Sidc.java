package org.qalqan.forces.structure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The symbol identification code by which NATO's APP-6D draws a unit: 20 digits, of which only the echelon and the main icon depend on
 * the formation. Which digits those are stands in {@code sidc.properties}, word by word. The code is computed; no source states it.
 */
final class Sidc {

    /** Version 10; reality; friend; the symbol set of land units; present; neither headquarters, task force nor dummy. */
    private static final String LAND_UNIT = "10031000";

    private static final Properties DIGITS = read();

    private Sidc() {}

    private static Properties read() {
        Properties digits = new Properties();
        try (InputStream file = Objects.requireNonNull(Sidc.class.getResourceAsStream("sidc.properties"))) {
            digits.load(file);
            return digits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code; null when echelon or branch is not stated, or the standard has nothing for one of them. */
    static @Nullable String of(@Nullable String echelon, @Nullable String branch) {
        String size = DIGITS.getProperty("echelon." + echelon, "");
        String icon = DIGITS.getProperty("branch." + branch, "");
        return size.isEmpty() || icon.isEmpty() ? null : LAND_UNIT + size + icon;
    }
}
