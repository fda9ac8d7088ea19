package org.qalqan.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void usualOnesAreThoseOfTheDocumentation() {
        assertThat(Ports.standard().byName())
                .containsEntry("gateway", 8080)
                .containsEntry("timeline", 8081)
                .containsEntry("forces", 8082)
                .containsEntry("partners", 8083)
                .containsEntry("gateway management", 9080)
                .containsEntry("partners management", 9083)
                .containsEntry("PostgreSQL", 15432);
    }

    @Test
    void variablesMoveSingleOnesAndTheOffsetAllOthers() {
        Ports ports = Ports.fromEnvironment(
                Map.of("QALQAN_PORT", "7000", "QALQAN_TIMELINE_MANAGEMENT_PORT", "7001", "QALQAN_PORT_OFFSET", "100"));

        assertThat(ports.byName())
                .containsEntry("gateway", 7000)
                .containsEntry("timeline management", 7001)
                .containsEntry("timeline", 8181)
                .containsEntry("PostgreSQL", 15532);
    }

    @Test
    void writesTheVariablesThatItReads() {
        Ports ports = Ports.free();

        assertThat(Ports.fromEnvironment(ports.asEnvironment())).isEqualTo(ports);
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(() -> Ports.fromEnvironment(Map.of("QALQAN_PORT", "eighty")))
                .isInstanceOf(StackException.class)
                .hasMessage("QALQAN_PORT=eighty: a number from 1 to 65535 is needed");
    }

    @Test
    void refusesOnePortForTwo() {
        assertThatThrownBy(() -> Ports.fromEnvironment(Map.of("QALQAN_PORT", "8081")))
                .isInstanceOf(StackException.class)
                .hasMessage("port 8081 is asked for twice: timeline and gateway");
    }
}
