package cn.leiting.process;

import cn.leiting.shared.Refusal;

/** 任务编号：what the business key of a squad's task says, e.g. {@code TH-2023-01:310118105}. */
final class SquadTaskCodes {

    private SquadTaskCodes() {}

    static String assignmentOf(String task) {
        return task.substring(0, task.indexOf(':'));
    }

    static String squadOf(String task) {
        return task.substring(task.indexOf(':') + 1);
    }

    /** The model in which the squads of an assignment are waited for. */
    static String modelOf(String assignment) {
        return isOfLookBack(assignment)
                ? "lookBack"
                : isOfImprovement(assignment) ? "furtherImprovement" : "thunderCampaign";
    }

    /** Refuses an exemption from what is no campaign: only there somebody decides about it. */
    static void refuseExemption(String task) {
        if (isOfLookBack(task) || isOfImprovement(task)) {
            throw Refusal.conflict((isOfLookBack(task) ? "回头看" : "再提升") + "任务不能申请免除，确有困难的请与执法协调科联系。");
        }
    }

    /** Of the code of a squad's task, or of all squads'. */
    static boolean isOfLookBack(String code) {
        return code.startsWith("LB-");
    }

    static boolean isOfImprovement(String code) {
        return code.startsWith("FI-");
    }
}
