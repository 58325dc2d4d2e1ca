package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Statements;
import cn.leiting.Statements.Executed;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What Tasklist does for a person: finds a task among their own and submits its form, with their rights.
 * Whoever submits one holds besides that the domain's part of it adds few statements to the engine's own, and that it
 * leaves its line in the audit.
 */
@Component
class Desk {

    /** All statements but the engine's, where no paper is asked of another process. */
    private static final int MOST_OF_OURS = 10;

    private static final int UNBOUND = Integer.MAX_VALUE;

    private final ProcessEngine engine;
    private final JdbcClient jdbc;

    Desk(ProcessEngine engine, JdbcClient jdbc) {
        this.engine = engine;
        this.jdbc = jdbc;
    }

    ProcessInstance start(String user, String process, Map<String, Object> form) {
        return as(
                user,
                () -> engine.getFormService()
                        .submitStartForm(
                                engine.getRepositoryService()
                                        .createProcessDefinitionQuery()
                                        .processDefinitionKey(process)
                                        .latestVersion()
                                        .singleResult()
                                        .getId(),
                                form));
    }

    /** Submits the one task of this kind that the person can see in the instance. */
    void submit(String user, String businessKey, String task, Map<String, Object> form) {
        Task found = only(tasks(user, businessKey, task));
        List<Executed> executed =
                as(user, () -> Statements.of(() -> engine.getFormService().submitTaskForm(found.getId(), form)));
        requireLine(user, "办理任务：" + found.getName(), businessKey);

        List<Executed> ours =
                executed.stream().filter(statement -> !statement.isOfEngine()).toList();
        assertThat(ours.stream().mapToInt(Executed::atServer).sum())
                .as("%s of %s: %s", task, businessKey, ours)
                .isLessThanOrEqualTo(most(task, businessKey));
    }

    /** Every task leaves its line in the audit, and so does every job. */
    private void requireLine(String actor, String verb, String businessKey) {
        assertThat(jdbc.sql("""
                                select exists (select from audit_line where actor = ? and verb = ? and subject = ?)
                                """)
                        .params(actor, verb, businessKey)
                        .query(Boolean.class)
                        .single())
                .as("the audit of %s by %s in %s", verb, actor, businessKey)
                .isTrue();
    }

    private static int most(String task, String businessKey) {
        return isOfACampaign(businessKey) ? most(task) : businessKey.startsWith("CASE-") ? mostOfACase(task) : UNBOUND;
    }

    /**
     * A granted appeal computes score cards with their records besides; a squad that is exempted owes no receipts; a campaign that is approved shortens the improvements in its way;
     * a feedback looks for photos that are missing; a joint result opens and dates a follow-up.
     */
    private static int most(String task) {
        return switch (task) {
            case "decideAppeal" -> MOST_OF_OURS + 5;
            case "recordJointResult" -> MOST_OF_OURS + 2;
            case "approveCampaign", "decideExemption", "feedBack", "rework" -> MOST_OF_OURS + 1;
            default -> MOST_OF_OURS;
        };
    }

    /** An act of a case moves its status, its clocks and who may do what next; there are a few of them a day. */
    private static int mostOfACase(String task) {
        return switch (task) {
            case "decideOnTheSpot" -> 31;
            case "decidePenalty" -> 28;
            case "recordPerformance" -> 26;
            case "enforceDecision" -> 23;
            case "serveDecision" -> 21;
            case "proposePenalty" -> 18;
            case "legalReview" -> 16;
            case "fileCase", "holdHearing" -> 15;
            case "giveNotice" -> 12;
            case "orderCorrection", "recheckOrder" -> 11;
            default -> MOST_OF_OURS;
        };
    }

    /** TH-2023-01, FI-2023-01, LB-2023-01:310118105, HC-2023-001, INFO-2023-0001 or SC-2023-01:FINAL; others write whole tables. */
    private static boolean isOfACampaign(String businessKey) {
        return businessKey.matches("(TH|LB|FI|SC|HC|INFO)-\\d{4}-\\d{2,}.*");
    }

    List<Task> tasks(String user, String businessKey, String task) {
        return as(
                user,
                () -> engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(businessKey)
                        .taskDefinitionKey("userTask_" + task)
                        .taskCandidateGroupIn(groups(user))
                        .includeAssignedTasks()
                        .listPage(0, 50));
    }

    /** Runs the waiting timer or continuation at a node, as the job executor would at its time. */
    void fire(String businessKey, String activity) {
        String instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .singleResult()
                .getId();
        engine.getManagementService()
                .executeJob(engine.getManagementService()
                        .createJobQuery()
                        .processInstanceId(instance)
                        .activityId(activity)
                        .singleResult()
                        .getId());
        requireLine("system", "执行系统作业", businessKey);
    }

    private static Task only(List<Task> tasks) {
        if (tasks.size() != 1) {
            throw new AssertionError("expected one task, found " + tasks);
        }
        return tasks.get(0);
    }

    private List<String> groups(String user) {
        return engine.getIdentityService().createGroupQuery().groupMember(user).unlimitedList().stream()
                .map(Group::getId)
                .toList();
    }

    private <T> T as(String user, java.util.function.Supplier<T> action) {
        List<String> groups = groups(user);
        engine.getIdentityService().setAuthentication(user, groups);
        try {
            return action.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }
}
