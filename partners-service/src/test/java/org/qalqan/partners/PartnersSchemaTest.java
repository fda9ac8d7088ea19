package org.qalqan.partners;

import org.qalqan.testing.SchemaRules;

class PartnersSchemaTest extends SchemaRules {

    PartnersSchemaTest() {
        super("partners");
    }
}
