package org.qalqan.system;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tester that is not ours reads the merged document and asks what its examples ask, another makes up requests from it: each answer is as documented. */
@Tag("thorough")
class ContractTesterIT {

    @Test
    void nothingIsAnsweredOtherwiseThanDocumented() throws IOException, InterruptedException {
        new NodeProject("contract/tester").test(Map.of());
    }
}
