package org.qalqan.seeds;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.qalqan.collections.Store;

/** Ready means that the records are there. */
@Readiness
@ApplicationScoped
class DatasetLoadedCheck implements HealthCheck {

    private final Store store;

    DatasetLoadedCheck(Store store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        long revision = store.revision();
        return HealthCheckResponse.named("dataset loaded")
                .status(revision > 0)
                .withData("revision", revision)
                .build();
    }
}
