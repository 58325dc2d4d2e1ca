package cn.leiting.bulletin;

import cn.leiting.bulletin.Bulletin.Cause;
import cn.leiting.bulletin.Bulletin.Row;
import cn.leiting.calendar.Parameters;
import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import cn.leiting.summary.Visitor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 日报：of each day of each campaign, made by itself and frozen; 执法协调科 adds a paragraph and releases it, and a version
 * that corrects it follows when records come late. It can be read from the moment it is made by whoever may see the
 * campaign; refuses (404) a day that has none.
 */
@Component
@Transactional
public class Bulletins {

    private static final int NEWS_DAYS = 3;

    /** 一期, as in a list. @param corrected whether there is more than one version */
    public record Line(String subject, String title, LocalDate day, int no, boolean released, boolean corrected) {}

    private final BulletinRows rows;
    private final DayCounts counts;
    private final Organization organization;
    private final Parameters parameters;
    private final Clock clock;

    Bulletins(BulletinRows rows, DayCounts counts, Organization organization, Parameters parameters, Clock clock) {
        this.rows = rows;
        this.counts = counts;
        this.organization = organization;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** Freezes the first version; answers whether it did, which only one of several nodes does. */
    boolean make(String subject, LocalDate day) {
        if (!rows.begin(subject, day)) {
            return false;
        }
        List<Row> squads = counts.of(subject, day);
        boolean late = LocalDate.now(clock).isAfter(day.plusDays(1));
        rows.insert(subject, day, 1, late ? Cause.MADE_UP : Cause.DAILY, rows.hash(subject, day, squads), squads);
        return true;
    }

    /** Freezes a further version where what is counted has changed; answers whether it has, once for that moment. */
    boolean correct(String subject, LocalDate day, Instant since) {
        if (!rows.look(subject, day, since)) {
            return false;
        }
        Bulletin newest = newest(subject, day);
        List<Row> squads = counts.of(subject, day);
        String hash = rows.hash(subject, day, squads);
        if (hash.equals(newest.hash())) {
            return false;
        }
        rows.insert(subject, day, newest.version() + 1, Cause.LATE_RECORDS, hash, squads);
        return true;
    }

    /** The newest version, whole. */
    @Transactional(readOnly = true)
    public Bulletin newest(String subject, LocalDate day) {
        return rows.find(subject, day, null).orElseThrow(() -> none(subject, day));
    }

    @Transactional(readOnly = true)
    public Bulletin version(String subject, LocalDate day, int version) {
        return rows.find(subject, day, version).orElseThrow(() -> none(subject, day));
    }

    /** The newest version of each day, the latest day first. */
    @Transactional(readOnly = true)
    public List<Bulletin> of(String subject) {
        return rows.of(subject);
    }

    /** The days of a year that have one, in their order. */
    @Transactional(readOnly = true)
    public List<Line> ofYear(int year) {
        return rows.ofYear(year);
    }

    /**
     * For the home page: what was released in the last days, or was not by the time at which it is shown all the same;
     * nothing for whom campaigns do not concern.
     */
    @Transactional(readOnly = true)
    public List<Line> news(Actor actor) {
        LocalDateTime now = LocalDateTime.now(clock);
        LocalDate today = now.toLocalDate();
        LocalTime shown = LocalTime.parse(parameters.text("bulletin.shown", today));
        LocalDate silent = now.toLocalTime().isBefore(shown) ? today.minusDays(1) : today;
        return Visitor.find(actor, organization)
                .map(visitor -> rows.news(today.minusDays(NEWS_DAYS), silent, visitor.only()))
                .orElse(List.of());
    }

    /**
     * Adds 执法协调科's own words, of which the newest are shown; the figures stay as they are.
     *
     * @param text 5 to 1000 characters
     */
    public void note(String subject, LocalDate day, String text, Actor by) {
        by.require("deptCoordination");
        String words = Limits.required("补充说明", text, 5, 1000);
        newest(subject, day);
        rows.note(subject, day, words, by.id());
    }

    /** Puts it on the home pages; refuses (409) a second time. */
    public void release(String subject, LocalDate day, Actor by) {
        by.require("deptCoordination");
        newest(subject, day);
        if (!rows.release(subject, day, by.id())) {
            throw Refusal.conflict("这一期日报已经发布。");
        }
    }

    private static Refusal none(String subject, LocalDate day) {
        return Refusal.notFound(
                subject + "没有" + day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日的日报。");
    }
}
