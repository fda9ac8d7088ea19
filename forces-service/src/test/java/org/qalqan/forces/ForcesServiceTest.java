package org.qalqan.forces;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.qalqan.testing.PostgresResource;
import org.qalqan.testing.ServiceRules;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ForcesServiceTest extends ServiceRules {}
