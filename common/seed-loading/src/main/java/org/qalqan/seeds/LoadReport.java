package org.qalqan.seeds;

/**
 * What a load of the dataset did.
 *
 * @param added records that the store did not have
 * @param changed records whose entry is another than the one last loaded
 * @param left records that were withdrawn or merged
 * @param unchanged entries that were left alone
 * @param revision the store's revision afterwards
 */
public record LoadReport(int added, int changed, int left, int unchanged, long revision) {

    @Override
    public String toString() {
        return "dataset loaded: " + added + " added, " + changed + " changed, " + left + " withdrawn or merged, "
                + unchanged + " unchanged; the store is at revision " + revision;
    }
}
