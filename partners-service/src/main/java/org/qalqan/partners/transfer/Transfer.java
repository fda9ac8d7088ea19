package org.qalqan.partners.transfer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Unit;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Money;
import org.qalqan.evidence.Quantity;

/** A transfer of equipment, or of work on equipment, from one partner to another. */
@Collection(
        path = "transfers",
        type = "transfer",
        mainDate = "statusOn",
        description = "Equipment and work on it between partners: sales, donations, repairs, modernisations.")
public record Transfer(
        @Doc("What sort of transfer it is.") @Code("transfer-kind") @Nullable
        String kind,

        @Doc("Who supplies, repairs or modernises.") @RefersTo("partner")
        List<String> suppliers,

        @Doc("Who receives.") @RefersTo("partner") @Nullable String recipient,

        @Doc("The types of equipment.") @RefersTo("equipment-type")
        List<String> equipmentTypes,

        @Doc("What is transferred, where the types do not say it all.") @Nullable
        String goods,

        @Doc("How many pieces.") @Unit("{item}") @Nullable Quantity quantity,

        @Doc("How far it has come.") @Code("transfer-status") @Nullable
        String transferStatus,

        @Doc("The date that the status speaks of.") @Nullable
        Edtf statusOn,

        @Doc("The time over which it is to take place or took place.") @Nullable
        Edtf period,

        @Doc("What it is worth.") @Nullable Money value,

        @Doc("What it comes under.") @RefersTo({"agreement", "programme"}) @Nullable
        String under,

        @Doc("On what terms, in our words.") @Prose @Nullable
        String terms,

        @Doc("Why it is made, or what speaks against it, in our words.") @Prose @Nullable
        String rationale,

        @Doc("What people said of it.") List<Opinion> opinions) {

    /** What one person said of a transfer. */
    public record Opinion(
            @Doc("Name of the opinion, unique within the transfer.")
            String key,

            @Doc("Whose opinion it is.") @RefersTo("person") @Nullable
            String holder,

            @Doc("Whether it speaks for or against the transfer.") @Code("outcome-verdict") @Nullable
            String verdict,

            @Doc("The opinion in our words.") @Prose @Nullable
            String summary) {}
}
