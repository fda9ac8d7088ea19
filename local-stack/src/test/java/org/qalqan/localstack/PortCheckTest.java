package org.qalqan.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    @Test
    void namesEachTakenPortItsUseItsHolderAndTheVariableThatMovesIt() throws IOException {
        Ports ports = Ports.free();
        try (ServerSocket forces = new ServerSocket(ports.http(Service.FORCES), 1, InetAddress.getLoopbackAddress());
                ServerSocket database = new ServerSocket(ports.database())) {
            assertThatThrownBy(() -> PortCheck.requireFree(ports))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port %d (forces) is taken by pid %d"
                            .formatted(
                                    forces.getLocalPort(),
                                    ProcessHandle.current().pid()))
                    .hasMessageContaining("QALQAN_FORCES_PORT=")
                    .hasMessageContaining("port %d (PostgreSQL)".formatted(database.getLocalPort()))
                    .hasMessageNotContaining("gateway");
        }
    }

    @Test
    void findsFreePortsFree() {
        assertThatCode(() -> PortCheck.requireFree(Ports.free())).doesNotThrowAnyException();
    }

    @Test
    void knowsNoHolderOfAFreePort() {
        assertThat(PortCheck.holder(Ports.free().database())).isEmpty();
    }
}
