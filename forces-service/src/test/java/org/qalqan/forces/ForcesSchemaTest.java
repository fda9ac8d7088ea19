package org.qalqan.forces;

import org.qalqan.testing.SchemaRules;

class ForcesSchemaTest extends SchemaRules {

    ForcesSchemaTest() {
        super("forces");
    }
}
