package org.qalqan.timeline;

import org.qalqan.testing.SchemaRules;

class TimelineSchemaTest extends SchemaRules {

    TimelineSchemaTest() {
        super("timeline");
    }
}
