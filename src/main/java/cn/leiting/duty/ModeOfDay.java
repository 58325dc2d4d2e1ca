package cn.leiting.duty;

import cn.leiting.assignment.Assignment.Mode;
import java.util.Set;

/** 当日勤务模式：what the decision table {@code dutyModeOfDay} says (domain D-03). */
public interface ModeOfDay {

    /** @param running in which modes the squad has a task on that day; may be empty */
    DutyMode of(Set<Mode> running);
}
