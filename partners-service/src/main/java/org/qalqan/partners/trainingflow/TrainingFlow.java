package org.qalqan.partners.trainingflow;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qalqan.collections.declare.Code;
import org.qalqan.collections.declare.Collection;
import org.qalqan.collections.declare.Doc;
import org.qalqan.collections.declare.Prose;
import org.qalqan.collections.declare.RefersTo;
import org.qalqan.collections.declare.Unit;
import org.qalqan.evidence.Edtf;
import org.qalqan.evidence.Quantity;

/** A flow of trainees, or of instructors, from one partner to another. */
@Collection(
        path = "training-flows",
        type = "training-flow",
        mainDate = "period",
        description = "Who sends whom where to be trained, how many, when, and how many leave afterwards.")
public record TrainingFlow(
        @Doc("Who sends.") @RefersTo("partner") @Nullable String sending,

        @Doc("Who receives; not applicable where a flow covers many hosts.") @RefersTo("partner") @Nullable
        String host,

        @Doc("Who gives or supports the training where that is not the host, or the host is not known.")
        @RefersTo("partner")
        List<String> supportedBy,

        @Doc("Who is trained, or trains.") @Code("training-kind") @Nullable
        String kind,

        @Doc("The larger flow that it is counted in.") @RefersTo("training-flow") @Nullable
        String partOf,

        @Doc("The school or service that trains.") @Nullable String institution,
        @Doc("When.") @Nullable Edtf period,

        @Doc("How many, over the whole period.") @Unit("{person}") @Nullable
        Quantity headcount,

        @Doc("How many a year.") @Unit("{person}/a") @Nullable
        Quantity annualHeadcount,

        @Doc("How many of them left the forces.") @Unit("{person}") @Nullable
        Quantity leavers,

        @Doc("How many the leavers are counted out of.") @Unit("{person}") @Nullable
        Quantity leaversOutOf,

        @Doc("Leavers as a share of those they are counted out of.") @Unit("%") @Nullable
        Quantity attritionRate,

        @Doc("Who is counted and what counts as leaving, in our words.") @Prose @Nullable
        String attritionScope,

        @Doc("Share of the trained who go on serving.") @Unit("%") @Nullable
        Quantity retentionRate,

        @Doc("Fields of study.") @Unit("{field}") @Nullable Quantity fieldsOfStudy,

        @Doc("Institutions that receive them.") @Unit("{institution}") @Nullable
        Quantity hostInstitutions,

        @Doc("Years of service owed afterwards.") @Unit("a") @Nullable
        Quantity serviceObligation,

        @Doc("The flow in our words.") @Prose @Nullable String summary,

        @Doc("What happened to those trained, finding by finding.")
        List<Finding> findings) {

    /** One finding about what happened to the trained. */
    public record Finding(
            @Doc("Name of the finding, unique within the flow.")
            String key,

            @Doc("Whose case it is; null when many.") @RefersTo("person") @Nullable
            String person,

            @Doc("The finding in our words.") @Prose @Nullable
            String summary) {}
}
