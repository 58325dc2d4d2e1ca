package cn.leiting.handling;

import java.util.Set;

/**
 * 撤回：what undoes a submission in the room that took it, one a task that can be withdrawn; there is none where
 * the submission has legal effect or many have been told. The token is moved afterwards, by {@link Withdrawals}.
 */
public interface Withdrawal {

    /** The model's id, e.g. {@code squadTask}. */
    String process();

    /** The form's name of the task whose submission is withdrawn, e.g. {@code feedBack}. */
    String task();

    /** The tasks to which the submission leads; it is withdrawn only while one of them is all that waits. */
    Set<String> next();

    /**
     * Undoes it; refuses what the thing's state does not allow (409).
     *
     * @param by the account of who submitted it
     */
    void undo(String businessKey, String by);
}
