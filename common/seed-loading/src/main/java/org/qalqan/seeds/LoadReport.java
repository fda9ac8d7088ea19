package org.qalqan.seeds;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a load of the dataset did, or would do.
 *
 * @param findings the records about which there is something to say: first those of the dataset in its order, then the others by id
 * @param unchanged entries that are as they were when last loaded, or have become what editors had made of the record
 * @param revision the store's revision afterwards
 */
public record LoadReport(List<Finding> findings, int unchanged, long revision) {

    /** What can be said of a record. */
    public enum Kind {
        /** The store did not have it. */
        ADDED(""),
        /** The record is, or is shown, as it was not before. */
        CHANGED(""),
        /** Changed by an editor, and in the dataset to something else: it stays as edited until somebody decides. */
        CONFLICTING("edited, and changed in the dataset; the edit stays until --take seeds or --take edits"),
        /** Changed by an editor only; or made by one. */
        EDITED("edited"),
        /** The dataset has it no longer; the record stays. */
        MISSING(
                "no longer in the dataset; the record stays: to take it away, give its entry 'withdrawn' or 'mergedInto'");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }
    }

    /**
     * One record.
     *
     * @param id its id
     * @param kind what can be said of it
     * @param differences JSON pointers into its entry: what differs between the store before the load and the dataset
     */
    public record Finding(String id, Kind kind, List<String> differences) {

        @Override
        public String toString() {
            String note = kind == Kind.CHANGED && differences.isEmpty()
                    ? "the entry is the same; its declaration, or when a source was out, is another"
                    : kind.meaning;
            return Stream.of(
                            "  %-11s %s".formatted(kind.name().toLowerCase(Locale.ROOT), id),
                            String.join(" ", differences),
                            note.isEmpty() ? "" : "(" + note + ")")
                    .filter(part -> !part.isEmpty())
                    .reduce((before, part) -> before + "  " + part)
                    .orElseThrow();
        }
    }

    /** Those of a kind. */
    public List<Finding> of(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    /** Records that the store did not have. */
    public int added() {
        return of(Kind.ADDED).size();
    }

    /** Records that have changed, or are shown differently. */
    public int changed() {
        return of(Kind.CHANGED).size();
    }

    /** Records that wait for a decision. */
    public int conflicting() {
        return of(Kind.CONFLICTING).size();
    }

    /** Whether the store has all that the dataset has, in one version or another. */
    boolean isSettled() {
        return findings.stream().allMatch(finding -> switch (finding.kind()) {
            case ADDED, CONFLICTING -> false;
            case CHANGED -> finding.differences().isEmpty();
            case EDITED, MISSING -> true;
        });
    }

    @Override
    public String toString() {
        return added() + " added, " + changed() + " changed, " + unchanged + " unchanged, " + conflicting()
                + " conflicting, " + of(Kind.EDITED).size() + " edited, "
                + of(Kind.MISSING).size() + " missing; the store is at revision " + revision;
    }
}
