package org.qalqan.seeds;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The dataset that this service was started with, checked. */
class DatasetProducer {

    @Produces
    @Singleton
    Dataset dataset(SeedsConfig config) {
        return Dataset.load(config.location());
    }
}
