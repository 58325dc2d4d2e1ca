package cn.leiting.mending;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * 退回件：a task at which a returned thing is mended, or looked at again, while what the process last heard there was no.
 * A draft that its author withdrew came back by nobody's return and is none.
 */
public final class Returned {

    /** Where work comes back to; at the third return of a feedback somebody else decides, and mends nothing. */
    public static final Set<String> TASKS = Set.of(
            "userTask_checkAssessment",
            "userTask_checkScores",
            "userTask_defineCampaign",
            "userTask_defineImprovement",
            "userTask_draftOpinion",
            "userTask_draftProgramme",
            "userTask_draftReport",
            "userTask_editInformation",
            "userTask_investigate",
            "userTask_registerSource",
            "userTask_reviewYear",
            "userTask_reviseJoint",
            "userTask_rework",
            "userTask_screenJoint",
            "userTask_supplyAdjustments");

    /** What the gateways before the ways back ask; with {@link #DECISION} it is whether somebody said {@link #RETURN}. */
    public static final Set<String> QUESTIONS = Set.of(
            "accepted",
            "approved",
            "checked",
            "confirmed",
            "cosigned",
            "countersigned",
            "feedbackAccepted",
            "opinionSigned",
            "programmeApproved",
            "reviewApproved",
            "reviewPassed",
            "signed");

    public static final String DECISION = "decision";
    public static final String RETURN = "RETURN";

    /** Where mended adjustments arrive as well, so that only this question's no is a return. */
    public static final String CHECK_OF_SCORES = "userTask_checkScores";

    public static final String CONFIRMED = "confirmed";

    private Returned() {}

    /**
     * The condition in SQL.
     *
     * @param node a column with the id of the task's node, {@code instance} with its process instance
     */
    public static String condition(String node, String instance) {
        return """
                %1$s in (%3$s)
                    and exists (select
                                from act_ru_variable answer
                                where answer.execution_id_ = %2$s
                                  and answer.task_id_ is null
                                  and (answer.name_ = '%5$s' and answer.text_ = '%6$s' and %1$s <> '%7$s'
                                    or answer.type_ = 'boolean' and answer.long_ = 0
                                           and (answer.name_ = '%8$s' or answer.name_ in (%4$s) and %1$s <> '%7$s')))
                """.formatted(
                        node, instance, quoted(TASKS), quoted(QUESTIONS), DECISION, RETURN, CHECK_OF_SCORES, CONFIRMED);
    }

    private static String quoted(Collection<String> names) {
        return names.stream().sorted().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }
}
