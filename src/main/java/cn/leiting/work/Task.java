package cn.leiting.work;

/**
 * 长任务的一种：what a room does that takes longer than a page may. It runs outside of any transaction, may be taken up
 * again from its beginning after a crash, on another node too, and therefore changes nothing when it is repeated.
 */
public interface Task {

    /** Capitals and underlines, 2 to 40, e.g. {@code YEAR_SCORES}; never changed once released. */
    String kind();

    /** What people call it, e.g. 年度评分重算. */
    String title();

    /** Whether it may be given up half-way, so that nothing is left half done. */
    default boolean isCancellable() {
        return true;
    }

    /** Says its progress often, for only then it hears that it is cancelled; a refusal ends it with its sentence. */
    void run(Work work) throws Exception;
}
