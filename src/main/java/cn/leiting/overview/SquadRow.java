package cn.leiting.overview;

import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.SquadTask.State;
import cn.leiting.calendar.BureauTime;
import cn.leiting.summary.Block;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** 中队进展：one squad's row of a campaign's matrix, the same on the page, in the call and in Cockpit. */
record SquadRow(String name, @JsonUnwrapped Progress progress, Block figures) {

    /**
     * @param task the business key, e.g. {@code TH-2023-01:310118105}
     * @param from the first day of field work, {@code to} the last
     * @param acceptedOn when the feedback was accepted for good
     * @param owed what is due next, whoever owes it; null: nothing is
     * @param due of what is owed; null also when no calendar says it
     * @param level the highest that was raised of what is owed, -1 to 3
     */
    record Progress(
            String squad,
            String task,
            State state,
            LocalDate from,
            LocalDate to,
            @Nullable LocalDate assignedOn,
            @Nullable LocalDate acknowledgedOn,
            @Nullable LocalDate plannedOn,
            @Nullable LocalDate beganOn,
            @Nullable LocalDate fedBackOn,
            @Nullable LocalDate reviewedOn,
            @Nullable LocalDate acceptedOn,
            @Nullable LocalDate closedOn,
            int returns,
            @Nullable String owed,
            @Nullable OffsetDateTime due,
            boolean late,
            int level,
            boolean hardCase,
            Assignment.Exemption.@Nullable Kind exemption) {

        Progress {
            due = due == null ? null : due.atZoneSameInstant(BureauTime.ZONE).toOffsetDateTime();
        }

        public String getStateLabel() {
            return state.label();
        }

        /** 缺日历: something is owed that has no date until a year's table is loaded. */
        public boolean isCalendarMissing() {
            return owed != null && due == null;
        }

        /** The colour repeats what the word of the state and the due date say. */
        @JsonIgnore
        public String getLight() {
            return switch (state) {
                case ACCEPTED -> "G";
                case FAILED, REJECTED -> "R";
                case WAITING, EXEMPTED, CANCELLED, ABSORBED -> "NONE";
                case RETURNED -> late && level >= 3 ? "R" : "Y";
                default -> late ? (level >= 3 ? "R" : "Y") : "NONE";
            };
        }
    }
}
