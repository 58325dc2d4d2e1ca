package cn.leiting.wall;

import cn.leiting.assignment.SquadTask.State;

/**
 * 办理情况：how a squad's task stands, or those of all squads together. The word says it, the light repeats it.
 *
 * @param word the state, and how much of what is owed is late
 * @param light G, Y, R or NONE, as on the campaign's own page
 * @param late how many deadlines have passed and are still owed, of tasks that are not closed
 */
public record Standing(String word, String light, int late) {

    /** From this level on lateness is red (escalation ladder, domain 4.0.3). */
    private static final int RED = 3;

    /** Of one squad. @param level the highest that was raised, -1 when none is */
    static Standing of(State state, int late, int level) {
        String lateLight = late == 0 ? "NONE" : level >= RED ? "R" : "Y";
        String light =
                switch (state) {
                    case ACCEPTED -> "G";
                    case FAILED, REJECTED -> "R";
                    case WAITING, EXEMPTED, CANCELLED, ABSORBED -> "NONE";
                    case RETURNED -> lateLight.equals("R") ? "R" : "Y";
                    default -> lateLight;
                };
        return new Standing(late == 0 ? state.label() : state.label() + "，逾期" + late + "项", light, late);
    }

    /** Of all that take part. */
    static Standing of(int partners, int done, int late, int level) {
        if (late > 0) {
            return new Standing("逾期" + late + "项", level >= RED ? "R" : "Y", late);
        }
        boolean all = partners > 0 && done == partners;
        return new Standing(all ? "各中队均已办结" : "无逾期", all ? "G" : "NONE", 0);
    }
}
