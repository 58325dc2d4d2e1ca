package cn.leiting.assessment;

import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 年度考核：one year's assessment, known as {@code AA-2023} (domain P10 steps 10 to 13, §6.6). 法规监督科 checks it, the
 * bureau's leadership confirms it, two different people. Every change that its state does not allow is refused (409).
 */
@Table("assessment")
public class Assessment {

    /** 考核状态, in their order. */
    public enum Status {
        BEGUN("待汇总"),
        ROLLED_UP("待核对"),
        CHECKED("待确认"),
        CONFIRMED("待公布"),
        PUBLISHED("已公布"),
        LOCKED("已锁定");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    @Id
    private @Nullable Long id;

    private final String code;
    private final int year;
    private final LocalDate firstDay;
    private final LocalDate lastDay;
    private Status status = Status.BEGUN;
    private int current;
    private @Nullable Integer published;
    private @Nullable String checkedBy;
    private @Nullable String confirmedBy;
    private @Nullable Instant publishedAt;
    private @Nullable Instant lockedAt;

    @Version
    private int version;

    private Assessment(String code, int year, LocalDate firstDay, LocalDate lastDay) {
        this.code = code;
        this.year = year;
        this.firstDay = firstDay;
        this.lastDay = lastDay;
    }

    static Assessment begin(int year, LocalDate firstDay, LocalDate lastDay) {
        return new Assessment(codeOf(year), year, firstDay, lastDay);
    }

    static String codeOf(int year) {
        return "AA-" + year;
    }

    /** Why it is rolled up, for the version that comes of it. */
    String rollingUp() {
        return current == 0 ? "年度汇总。" : "退回后重新汇总。";
    }

    void rollUp(int newest) {
        refuseUnless(Status.BEGUN, "汇总");
        current = newest;
        status = Status.ROLLED_UP;
    }

    void check(String by) {
        refuseUnless(Status.ROLLED_UP, "核对");
        checkedBy = by;
        status = Status.CHECKED;
    }

    /** Back to the roll-up. */
    void giveBack() {
        refuseUnless(Status.ROLLED_UP, "核对");
        status = Status.BEGUN;
    }

    /** Refuses whoever checked it. */
    void confirm(String by) {
        settle(by);
        confirmedBy = by;
        status = Status.CONFIRMED;
    }

    /** Back to the roll-up, to be checked and confirmed anew; refuses whoever checked it. */
    void sendBack(String by) {
        settle(by);
        checkedBy = null;
        status = Status.BEGUN;
    }

    private void settle(String by) {
        refuseUnless(Status.CHECKED, "确认");
        if (by.equals(checkedBy)) {
            throw Refusal.forbidden("不能确认自己核对的年度考核。");
        }
    }

    void publish(Instant now) {
        refuseUnless(Status.CONFIRMED, "公布");
        published = current;
        publishedAt = now;
        status = Status.PUBLISHED;
    }

    /** A granted appeal has made that version. */
    void appealed(int newest) {
        refuseUnless(Status.PUBLISHED, "更正");
        current = newest;
    }

    /** The window is over: whether appeals have changed it, so that it is confirmed and published anew. */
    boolean askForAppeals() {
        refuseUnless(Status.PUBLISHED, "办结申诉");
        boolean changed = !Objects.equals(published, current);
        if (changed) {
            confirmedBy = null;
            status = Status.CHECKED;
        }
        return changed;
    }

    void lock(Instant now) {
        refuseUnless(Status.PUBLISHED, "锁定");
        lockedAt = now;
        status = Status.LOCKED;
    }

    /** The leadership has ordered that version after the lock. */
    void order(int newest) {
        refuseUnless(Status.LOCKED, "以局领导决定更正");
        if (newest == current) {
            throw Refusal.conflict("更正后没有变化，不产生新的版次。");
        }
        current = newest;
        published = newest;
    }

    void refuseUnless(Status needed, String action) {
        if (status != needed) {
            throw Refusal.conflict(year + "年度考核" + status.label() + "，" + (status.compareTo(needed) > 0 ? "不能再" : "还不能")
                    + action + "。");
        }
    }

    /** Refuses who checked or confirmed it. */
    void refuseMaker(String by, String sentence) {
        if (by.equals(checkedBy) || by.equals(confirmedBy)) {
            throw Refusal.forbidden(sentence);
        }
    }

    long id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public String code() {
        return code;
    }

    public int year() {
        return year;
    }

    public LocalDate firstDay() {
        return firstDay;
    }

    /** The cut-off: a look-back open on this day counts with the provisional score. */
    public LocalDate lastDay() {
        return lastDay;
    }

    public Status status() {
        return status;
    }

    /** The number of the version in force; 0 before the first. */
    public int current() {
        return current;
    }

    /** The version that the squads see; null before. */
    public @Nullable Integer published() {
        return published;
    }

    /** When the squads were last shown it; null before. */
    public @Nullable Instant publishedAt() {
        return publishedAt;
    }

    public @Nullable Instant lockedAt() {
        return lockedAt;
    }
}
