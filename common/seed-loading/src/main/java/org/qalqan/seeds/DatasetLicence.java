package org.qalqan.seeds;

import jakarta.inject.Singleton;
import org.qalqan.collections.Licence;

/** The licence that the dataset's descriptor names. */
@Singleton
class DatasetLicence implements Licence {

    private final String name;

    DatasetLicence(Dataset dataset) {
        this.name = DataPackage.licence(dataset.folder());
    }

    @Override
    public String licence() {
        return name;
    }
}
