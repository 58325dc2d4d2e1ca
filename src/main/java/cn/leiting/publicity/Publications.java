package cn.leiting.publicity;

import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import cn.leiting.publicity.InfoJournal.Kind;
import cn.leiting.publicity.Publication.Place;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 宣传报道：what was published of an item ({@code INFO-2023-0001}), a campaign ({@code TH-2023-01}) or a
 * look-back ({@code LB-2023-01}), and how it was withdrawn (domain P9 step 8). Refuses what breaks a limit
 * (422), who may not (403), and a withdrawal where nothing stands (409).
 */
@Component
@Transactional
public class Publications {

    /** 撤下原因. */
    public enum Reason {
        WRONG_FACTS("事实有误"),
        /** 行政处罚法第四十八条第二款：within three working days. */
        DECISION_ANNULLED("处罚决定被变更、撤销或者确认违法、无效"),
        PERSONS_REQUEST("当事人要求"),
        OTHER("其他");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    private static final String OFFICE = "deptOffice";

    private final JdbcClient jdbc;
    private final InfoItemRepository items;
    private final InfoJournal journal;
    private final Deadlines deadlines;
    private final Clock clock;

    Publications(JdbcClient jdbc, InfoItemRepository items, InfoJournal journal, Deadlines deadlines, Clock clock) {
        this.jdbc = jdbc;
        this.items = items;
        this.journal = journal;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * 登记宣传报道 of a campaign or a look-back, today. The caller has made sure, in the same transaction, that
     * its state allows it.
     */
    public void publish(String subject, Publication.Form form, String by) {
        if (!subject.matches("(TH|LB)-\\d{4}-\\d{2,}")) {
            throw Refusal.invalid("“" + subject + "”不是行动或者回头看的编号。");
        }
        insert(
                subject,
                form.channel(),
                null,
                form.title(),
                form.body(),
                form.url(),
                form.proofNote(),
                clock.instant(),
                by);
    }

    /** Of an item, whose row the caller has locked. */
    void publish(String item, String title, String body, Place place, String by) {
        insert(
                item,
                place.channel(),
                place.level(),
                title,
                body,
                place.url(),
                place.proofNote(),
                place.publishedAt(),
                by);
    }

    private void insert(
            String subject,
            Publication.Channel channel,
            Publication.@Nullable Level level,
            @Nullable String title,
            @Nullable String body,
            @Nullable String url,
            @Nullable String proofNote,
            Instant publishedAt,
            String by) {
        jdbc.sql("""
                        insert into publication
                            (subject, no, channel, level, title, body, url, proof_note, published_at, published_by,
                             published_by_name, recorded_at)
                        select ?, coalesce(max(no), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?,
                               coalesce((select name from person where user_id = ?), ?), ?
                        from publication
                        where subject = ?
                        """)
                .params(subject, channel.name(), level == null ? null : level.name(), title, body, url, proofNote)
                .params(Timestamp.from(publishedAt), by, by, by, now(), subject)
                .update();
    }

    @Transactional(readOnly = true)
    public List<Publication> of(String subject) {
        return jdbc.sql("select * from publication where subject = ? order by no")
                .param(subject)
                .query(Publication.class)
                .list();
    }

    /** Whether anything of a subject is published and nobody has ordered it to be taken down. */
    @Transactional(readOnly = true)
    public boolean stands(String subject) {
        return jdbc.sql("""
                        select exists (select from publication where subject = ? and channel <> 'NONE'
                            and not exists (select from take_down where publication = publication.id))
                        """).param(subject).query(Boolean.class).single();
    }

    /**
     * 决定撤下 all that stands of a subject; 办公室 takes it down within three working days (行政处罚法第四十八条).
     * Refuses all but 办公室, 法制科 and 局领导班子.
     *
     * @param text 5 to 500 characters
     */
    public void withdraw(String subject, Reason reason, @Nullable String text, Actor by) {
        by.require(OFFICE, "deptLegal", "bureauLeadership");
        withdrawByLaw(subject, reason, text, by.id());
    }

    /** The same where the law leaves nobody a choice, e.g. because a decision was annulled. */
    public void withdrawByLaw(String subject, Reason reason, @Nullable String text, String by) {
        String why = Limits.required("撤下说明", text, 5, 500);
        lock(subject);
        items.findForUpdateByCode(subject).ifPresent(item -> {
            item.withdraw();
            journal.note(items.save(item), Kind.WITHDRAWN, reason.label() + "：" + why, by);
        });
        Long withdrawal = jdbc.sql("""
                        with standing as (
                            select id
                            from publication
                            where subject = :subject
                              and channel <> 'NONE'
                              and not exists (select from take_down where publication = publication.id)
                            for update),
                        decided as (
                            insert into withdrawal (subject, reason, text, asked_by, asked_by_name, asked_at)
                            select :subject, :reason, :text, :by,
                                   coalesce((select name from person where user_id = :by), :by), :at
                            where exists (select from standing)
                            returning id),
                        owed as (
                            insert into take_down (publication, withdrawal)
                            select standing.id, decided.id
                            from standing, decided)
                        select id
                        from decided
                        """)
                .param("subject", subject)
                .param("reason", reason.name())
                .param("text", why)
                .param("by", by)
                .param("at", now())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Refusal.conflict(subject + "没有可以撤下的发布。"));
        deadlines.open(new Deadline.Opening(
                reference(withdrawal), subject, "撤下已发布内容", Set.of(OFFICE), "publicity.withdraw", LocalDate.now(clock)));
    }

    /**
     * 登记撤下 of one publication, once; the last one of a withdrawal meets its deadline. Refuses all but 办公室.
     *
     * @param note at most 300 characters
     */
    public void takeDown(String subject, int no, @Nullable String note, Actor by) {
        by.require(OFFICE);
        String said = Limits.optional("说明", note, 300);
        lock(subject);
        Long withdrawal = jdbc.sql("""
                        update take_down
                        set taken_down_at      = :at,
                            taken_down_by      = :by,
                            taken_down_by_name = coalesce((select name from person where user_id = :by), :by),
                            note               = :note
                        from publication
                        where publication.id = take_down.publication
                          and subject = :subject
                          and no = :no
                          and taken_down_at is null
                        returning withdrawal
                        """)
                .param("subject", subject)
                .param("no", no)
                .param("by", by.id())
                .param("at", now())
                .param("note", said)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Refusal.conflict(subject + "的这一发布没有待撤下的登记。"));
        items.findByCode(subject).ifPresent(item -> journal.note(item, Kind.TAKEN_DOWN, said, by.id()));
        if (nothingOwed(withdrawal)) {
            deadlines.met(reference(withdrawal));
        }
    }

    /** Whoever withdraws, or takes down, waits for whoever does: the last one sees that nothing is owed any more. */
    private void lock(String subject) {
        jdbc.sql("select true from pg_advisory_xact_lock(hashtext(?))")
                .param("withdrawal:" + subject)
                .query()
                .singleRow();
    }

    private boolean nothingOwed(long withdrawal) {
        return jdbc.sql("select not exists (select from take_down where withdrawal = ? and taken_down_at is null)")
                .param(withdrawal)
                .query(Boolean.class)
                .single();
    }

    static String reference(long withdrawal) {
        return "withdrawal:" + withdrawal;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
