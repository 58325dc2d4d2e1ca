package cn.leiting.handling;

import java.util.Map;
import java.util.Set;

/**
 * 撤回：what undoes a submission in the room that took it, for one model. What is not named here cannot be withdrawn:
 * the submission has legal effect, or many have been told. The token is moved afterwards, by {@link Withdrawals}.
 */
public interface Withdrawal {

    /** The model's id, e.g. {@code squadTask}. */
    String process();

    /**
     * The tasks whose submission can be withdrawn, by their forms' names, each with those to which it leads: only
     * while one of these waits.
     */
    Map<String, Set<String>> ways();

    /**
     * Undoes it; refuses what the thing's state does not allow (409).
     *
     * @param task e.g. {@code feedBack}
     * @param by the account of who submitted it
     */
    void undo(String task, String businessKey, String by);
}
