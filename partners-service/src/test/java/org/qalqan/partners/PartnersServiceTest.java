package org.qalqan.partners;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Nested;
import org.qalqan.testing.CachingRules;
import org.qalqan.testing.ChangeRules;
import org.qalqan.testing.ContractRules;
import org.qalqan.testing.EditRules;
import org.qalqan.testing.ErrorRules;
import org.qalqan.testing.EvidenceRules;
import org.qalqan.testing.ExampleRules;
import org.qalqan.testing.FilterRules;
import org.qalqan.testing.FormatRules;
import org.qalqan.testing.Issuer;
import org.qalqan.testing.ListRules;
import org.qalqan.testing.LoadRules;
import org.qalqan.testing.ObservationRules;
import org.qalqan.testing.PostgresResource;
import org.qalqan.testing.SearchRules;
import org.qalqan.testing.StoreRules;
import org.qalqan.testing.TokenRules;
import org.qalqan.testing.WayRules;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Issuer.class)
class PartnersServiceTest {

    @Nested
    class Contract extends ContractRules {}

    @Nested
    class Lists extends ListRules {}

    @Nested
    class Filters extends FilterRules {}

    @Nested
    class Ways extends WayRules {}

    @Nested
    class Formats extends FormatRules {}

    @Nested
    class Caching extends CachingRules {}

    @Nested
    class Evidence extends EvidenceRules {}

    @Nested
    class Stored extends StoreRules {}

    @Nested
    class Loaded extends LoadRules {}

    @Nested
    class Changes extends ChangeRules {}

    @Nested
    class Edited extends EditRules {}

    @Nested
    class Searching extends SearchRules {}

    @Nested
    class Tokens extends TokenRules {}

    @Nested
    class Observed extends ObservationRules {}

    @Nested
    class Errors extends ErrorRules {}

    @Nested
    class Examples extends ExampleRules {}
}
