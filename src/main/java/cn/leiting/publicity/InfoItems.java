package cn.leiting.publicity;

import cn.leiting.calendar.BureauTime;
import cn.leiting.calendar.Parameters;
import cn.leiting.organization.Organization;
import cn.leiting.publicity.InfoForms.Edit;
import cn.leiting.publicity.InfoForms.Submission;
import cn.leiting.publicity.InfoItem.Origin;
import cn.leiting.publicity.InfoItem.Status;
import cn.leiting.publicity.InfoJournal.Kind;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 信息报送与宣传：the items, known as {@code INFO-2023-0001}. Refuses what the state does not allow (409), what
 * breaks a limit (422), the editor as checker or approver (403) and an unknown item or squad (404).
 */
@Component
@Transactional
public class InfoItems {

    /** 文稿. */
    public record Text(String title, String body) {}

    private final InfoItemRepository items;
    private final InfoJournal journal;
    private final Publications publications;
    private final Organization organization;
    private final Parameters parameters;
    private final Clock clock;

    InfoItems(
            InfoItemRepository items,
            InfoJournal journal,
            Publications publications,
            Organization organization,
            Parameters parameters,
            Clock clock) {
        this.items = items;
        this.journal = journal;
        this.publications = publications;
        this.organization = organization;
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * 报送. Answers the code: the next number of today's year, without gaps. Refuses the text that the same
     * squad submitted before, unless it was returned, and an event in the future or more than 30 days ago.
     */
    public String submit(Submission form, String by) {
        if (form.squad() != null) {
            organization.squad(form.squad());
        }
        Origin origin = Origin.of(form, hash(form), clock.instant(), allowedMinutes(form.eventAt()), by);
        items.lockNumbers();
        refuseRepeated(origin);
        int year = LocalDate.now(clock).getYear();
        InfoItem submitted = items.save(InfoItem.submit(year, items.nextNo(year), origin, form.flags()));
        journal.keep(submitted, form.title(), form.body(), by);
        journal.note(submitted, Kind.SUBMITTED, null, by);
        return submitted.code();
    }

    private int allowedMinutes(Instant eventAt) {
        LocalDate day = LocalDate.ofInstant(eventAt, BureauTime.ZONE);
        return (int)
                Duration.ofHours(parameters.length("publicity.itemDelay", day).amount())
                        .toMinutes();
    }

    private void refuseRepeated(Origin origin) {
        String squad = origin.squad() == null ? "" : origin.squad();
        items.codeOf(squad, origin.textHash()).ifPresent(before -> {
            throw Refusal.conflict("标题和正文与" + before + "相同，不能重复报送。");
        });
    }

    /** Refuses an unknown code. */
    @Transactional(readOnly = true)
    public InfoItem get(String code) {
        return items.findByCode(code).orElseThrow(() -> unknown(code));
    }

    /** As it stands. */
    @Transactional(readOnly = true)
    public Text text(String code) {
        return journal.text(code).orElseThrow(() -> unknown(code));
    }

    /** 采用；a changed text is a further version. */
    public void adopt(String code, Edit edit, @Nullable String comment, String by) {
        String said = Limits.optional("意见", comment, 1000);
        InfoItem found = find(code);
        Text before = text(code);
        Text after = new Text(
                edit.title() == null ? before.title() : edit.title(),
                edit.body() == null ? before.body() : edit.body());
        boolean rewritten = !after.equals(before);
        found.adopt(edit, rewritten, clock.instant(), by);
        items.save(found);
        if (rewritten) {
            journal.keep(found, after.title(), after.body(), by);
        }
        journal.note(found, Kind.ADOPTED, said, by);
    }

    /** 退回报送单位：the item ends; the squad may submit it anew. @param comment 5 to 1000 characters */
    public void giveBack(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        change(code, Kind.RETURNED, why, by, item -> item.putAside(Status.RETURNED, "退回", by));
    }

    /** 留存：kept, not published. @param comment 5 to 1000 characters */
    public void store(String code, String comment, String by) {
        String why = Limits.required("留存意见", comment, 5, 1000);
        change(code, Kind.STORED, why, by, item -> item.putAside(Status.STORED, "留存", by));
    }

    /** 法制审查同意. Refuses whoever edited it. */
    public void check(String code, @Nullable String comment, String by) {
        change(code, Kind.CHECKED, Limits.optional("意见", comment, 1000), by, item -> item.check(by));
    }

    /** Back to the editor. @param comment 5 to 1000 characters */
    public void returnFromCheck(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        change(code, Kind.CHECK_RETURNED, why, by, item -> item.giveBack(Status.CHECKING, by));
    }

    /** 审定同意. Refuses whoever edited it. */
    public void approve(String code, @Nullable String comment, String by) {
        String said = Limits.optional("意见", comment, 1000);
        change(code, Kind.APPROVED, said, by, item -> item.approve(clock.instant(), by));
    }

    /** Back to the editor. @param comment 5 to 1000 characters */
    public void returnFromApproval(String code, String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        change(code, Kind.APPROVAL_RETURNED, why, by, item -> item.giveBack(Status.APPROVING, by));
    }

    /** 发布前退回编审, because its facts prove wrong. @param comment 5 to 1000 characters */
    public void withhold(String code, @Nullable String comment, String by) {
        String why = Limits.required("退回意见", comment, 5, 1000);
        change(code, Kind.WITHHELD, why, by, InfoItem::withhold);
    }

    /** 登记发布 (F-26b). Refuses a channel that was not approved, and a moment before the approval. */
    public void publish(String code, Publication.Place place, String by) {
        publish(code, Status.APPROVED, place, by);
    }

    /** The same text on a further channel, while none of it is withdrawn. */
    public void publishAlso(String code, Publication.Place place, String by) {
        publish(code, Status.PUBLISHED, place, by);
    }

    private void publish(String code, Status before, Publication.Place place, String by) {
        place.refuseFuture(clock.instant());
        change(code, Kind.PUBLISHED, place.channel().label(), by, item -> {
            item.publish(before, place.channel(), place.publishedAt());
            Text text = text(code);
            publications.publish(code, text.title(), text.body(), place, by);
        });
    }

    private void change(String code, Kind kind, @Nullable String text, String by, Consumer<InfoItem> transition) {
        InfoItem found = find(code);
        transition.accept(found);
        journal.note(items.save(found), kind, text, by);
    }

    private InfoItem find(String code) {
        return items.findForUpdateByCode(code).orElseThrow(() -> unknown(code));
    }

    private static String hash(Submission form) {
        try {
            byte[] text = (form.title() + '\n' + form.body()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为“" + code + "”的信息。");
    }
}
