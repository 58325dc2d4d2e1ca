package cn.leiting.remedy;

import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.deadline.Deadline;
import cn.leiting.deadline.Deadlines;
import cn.leiting.organization.Organization;
import cn.leiting.publicity.Publications;
import cn.leiting.publicity.Publications.Reason;
import cn.leiting.remedy.Remedy.Result;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 处罚决定公开 (行政处罚法第四十八条): decisions of social influence, and how they are withdrawn within three working days
 * once the decision is changed or annulled. Refuses who may not (403), what breaks a limit (422), what its state does
 * not allow (409).
 */
@Component
@Transactional
public class DecisionPublications {

    /**
     * 公开登记.
     *
     * @param item information item under which it was published; null: none
     * @param owedSince the day of what overturned the decision; null: nothing did
     * @param withdrawnOn with the reason that was made public
     */
    public record DecisionPublication(
            String caseCode,
            LocalDate publishedOn,
            @Nullable String item,
            @Nullable String url,
            String note,
            @Nullable LocalDate owedSince,
            @Nullable LocalDate withdrawnOn,
            @Nullable String reason) {

        public boolean isOwed() {
            return owedSince != null && withdrawnOn == null;
        }
    }

    /**
     * @param publishedOn not after today
     * @param item {@code INFO-2023-0001}, published and standing; this or the address is needed
     * @param url http or https, at most 500 characters
     * @param note 5 to 500 characters, why the decision is of social influence
     */
    public record Form(
            LocalDate publishedOn,
            @Nullable String item,
            @Nullable String url,
            String note) {

        public Form {
            item = Limits.optional("信息编号", item, 20);
            url = Limits.optional("公开网址", url, 500);
            note = Limits.required("公开说明", note, 5, 500);
            if (item == null && url == null) {
                throw Refusal.invalid("url", "请填写信息编号或者公开网址。");
            }
            if (url != null && !isOfTheWeb(url)) {
                throw Refusal.invalid("url", "公开网址应为以http://或https://开头的网址。");
            }
        }

        private static boolean isOfTheWeb(String address) {
            try {
                return address.matches("https?://\\S+") && URI.create(address).getHost() != null;
            } catch (IllegalArgumentException none) {
                return false;
            }
        }
    }

    private static final String RULE = "case.withdraw";

    private final JdbcClient jdbc;
    private final Handlers handlers;
    private final Publications publications;
    private final Deadlines deadlines;
    private final Organization organization;
    private final Clock clock;

    DecisionPublications(
            JdbcClient jdbc,
            Handlers handlers,
            Publications publications,
            Deadlines deadlines,
            Organization organization,
            Clock clock) {
        this.jdbc = jdbc;
        this.handlers = handlers;
        this.publications = publications;
        this.deadlines = deadlines;
        this.organization = organization;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<DecisionPublication> of(String code) {
        return jdbc.sql("select * from decision_publication where case_code = ?")
                .param(code)
                .query(DecisionPublication.class)
                .optional();
    }

    /** Once; the caller has made sure, in the same transaction, that the decision is served and stands. */
    public void publish(EnforcementCase of, Form form, Actor by) {
        decider(of, by);
        if (form.publishedOn().isAfter(today())
                || form.publishedOn().isBefore(of.source().discoveredOn())) {
            throw Refusal.invalid("publishedOn", "公开日期应在发现违法行为之日至今天之间。");
        }
        if (form.item() != null && !publications.stands(form.item())) {
            throw Refusal.invalid("item", "没有编号为“" + form.item() + "”的已发布信息。");
        }
        int published = jdbc.sql("""
                        insert into decision_publication
                            (case_code, published_on, item, url, note, published_by, published_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(of.code(), form.publishedOn(), form.item(), form.url(), form.note(), by.id())
                .param(Timestamp.from(clock.instant()))
                .update();
        if (published == 0) {
            throw Refusal.conflict("案件" + of.code() + "的处罚决定已经登记公开。");
        }
    }

    /** What was published has to go: its information item by 办公室, the rest by the deciding body. */
    void owe(EnforcementCase of, Result result, LocalDate on, String by) {
        int owed = jdbc.sql("""
                        update decision_publication
                        set owed_since = ?
                        where case_code = ? and owed_since is null
                        """).params(on, of.code()).update();
        if (owed == 0) {
            return;
        }
        deadlines.open(new Deadline.Opening(
                reference(of.code()),
                of.code(),
                "撤回已公开的处罚决定",
                Set.of(organization.squad(of.squad()).decideGroup()),
                RULE,
                on));
        of(of.code())
                .map(DecisionPublication::item)
                .filter(publications::stands)
                .ifPresent(item ->
                        publications.withdrawByLaw(item, Reason.DECISION_ANNULLED, "处罚决定已" + result.label() + "。", by));
    }

    /** @param reason 5 to 500 characters, as it was made public (第四十八条第二款) */
    public void withdraw(EnforcementCase of, LocalDate on, @Nullable String reason, Actor by) {
        decider(of, by);
        String why = Limits.required("公开说明的理由", reason, 5, 500);
        DecisionPublication found = of(of.code())
                .filter(DecisionPublication::isOwed)
                .orElseThrow(() -> Refusal.conflict("案件" + of.code() + "没有待撤回的公开信息。"));
        if (on.isAfter(today()) || on.isBefore(found.publishedOn())) {
            throw Refusal.invalid("on", "撤回日期应在公开之日至今天之间。");
        }
        jdbc.sql("update decision_publication set withdrawn_on = ?, reason = ?, withdrawn_by = ? where case_code = ?")
                .params(on, why, by.id(), of.code())
                .update();
        deadlines.met(reference(of.code()));
    }

    private void decider(EnforcementCase of, Actor by) {
        by.require(organization.squad(of.squad()).decideGroup());
        handlers.refuseHandler(of.code(), by.id(), "案件承办人不能办理处罚决定的公开和撤回。");
    }

    private static String reference(String code) {
        return RULE + ":" + code;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
