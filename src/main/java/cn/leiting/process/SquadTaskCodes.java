package cn.leiting.process;

/** 任务编号：what the business key of a squad's task says, e.g. {@code TH-2023-01:310118105}. */
final class SquadTaskCodes {

    private SquadTaskCodes() {}

    static String assignmentOf(String task) {
        return task.substring(0, task.indexOf(':'));
    }

    static String squadOf(String task) {
        return task.substring(task.indexOf(':') + 1);
    }

    /** Of the code of a squad's task, or of all squads'. */
    static boolean isOfLookBack(String code) {
        return code.startsWith("LB-");
    }
}
