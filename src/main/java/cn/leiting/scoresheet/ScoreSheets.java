package cn.leiting.scoresheet;

import cn.leiting.calendar.BureauTime;
import cn.leiting.grounds.ScoreGrounds;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.score.ScoreCard;
import cn.leiting.score.ScoreCards;
import cn.leiting.score.Stage;
import cn.leiting.scoresheet.ScoreSheet.Line;
import cn.leiting.scoresheet.ScoreSheet.Part;
import cn.leiting.scoring.Adjustments;
import cn.leiting.scoring.Appeal;
import cn.leiting.scoring.Appeals;
import cn.leiting.scoring.Scoring;
import cn.leiting.scoring.Scoring.Status;
import cn.leiting.scoring.Scorings;
import cn.leiting.shared.Refusal;
import cn.leiting.trail.CardChanges;
import cn.leiting.trail.CardChanges.Change;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads score sheets, each in a number of statements that does not grow with squads, appeals or versions. */
@Component
@Transactional(readOnly = true)
class ScoreSheets {

    private final Scorings scorings;
    private final ScoreCards cards;
    private final CardChanges changes;
    private final ScoreGrounds grounds;
    private final Adjustments adjustments;
    private final Appeals appeals;
    private final Organization organization;
    private final JdbcClient jdbc;

    ScoreSheets(
            Scorings scorings,
            ScoreCards cards,
            CardChanges changes,
            ScoreGrounds grounds,
            Adjustments adjustments,
            Appeals appeals,
            Organization organization,
            JdbcClient jdbc) {
        this.scorings = scorings;
        this.cards = cards;
        this.changes = changes;
        this.grounds = grounds;
        this.adjustments = adjustments;
        this.appeals = appeals;
        this.organization = organization;
        this.jdbc = jdbc;
    }

    private record Head(String title, boolean takesPart) {}

    /**
     * All that the person may see; a squad nothing that is not published. Refuses an unknown campaign (404), and
     * (403) one in which the person's squad takes no part.
     */
    ScoreSheet of(String campaign, Viewer viewer) {
        String title = refuseStranger(campaign, viewer);
        List<Part> parts = scorings.of(campaign).stream()
                .filter(scoring -> viewer.seesAll() || scoring.status().isPublic())
                .map(scoring -> part(scoring, viewer))
                .toList();
        return new ScoreSheet(campaign, title, parts);
    }

    /** Answers the campaign's title; refuses as {@link #of} does. */
    String refuseStranger(String campaign, Viewer viewer) {
        Squad own = viewer.squad();
        Head head = jdbc.sql("""
                        select title,
                               :squad::text is null
                                   or exists (select
                                              from squad_task
                                              where assignment = campaign.code and squad = :squad) as takes_part
                        from campaign
                        where code = :campaign
                        """)
                .param("campaign", campaign)
                .param("squad", own == null ? null : own.code())
                .query(Head.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有编号为“" + campaign + "”的专项整治行动。"));
        if (!head.takesPart()) {
            throw Refusal.forbidden("本中队没有参加此行动。");
        }
        return head.title();
    }

    private Part part(Scoring scoring, Viewer viewer) {
        List<ScoreCard> all = cards.latest(scoring.code());
        List<Change> later = since(scoring.firstPublishedAt(), changes.of(scoring.code()));
        boolean published = scoring.status() == Status.PUBLISHED;
        List<Appeal> disputed = appeals.of(scoring).stream()
                .filter(appeal -> viewer.maySee(appeal.squad()))
                .toList();
        return new Part(
                scoring.code(),
                scoring.stage(),
                scoring.status(),
                inBureauTime(scoring.publishedAt()),
                published ? appeals.openUntil(scoring, disputed) : null,
                (int) all.stream().filter(card -> card.rank() != null).count(),
                (int) later.stream()
                        .map(Change::squad)
                        .distinct()
                        .filter(squad -> viewer.seesAll() || !viewer.maySee(squad))
                        .count(),
                all.stream()
                        .filter(card -> viewer.maySee(card.squad()))
                        .map(card -> new Line(organization.squad(card.squad()).name(), card))
                        .toList(),
                adjustments.of(scoring.code()).stream()
                        .filter(row -> viewer.maySee(row.squad()))
                        .filter(row -> viewer.seesAll() || row.isInForce())
                        .toList(),
                viewer.seesAll() && scoring.status() == Status.BEGUN ? grounds.of(scoring.campaign()) : List.of(),
                disputed,
                later.stream().filter(change -> viewer.maySee(change.squad())).toList());
    }

    /** Before the first publication a further version changes nothing that anybody was told. */
    private static List<Change> since(@Nullable Instant published, List<Change> changes) {
        return published == null
                ? List.of()
                : changes.stream()
                        .filter(change -> change.at().isAfter(published))
                        .filter(change -> !Objects.equals(change.total(), change.totalBefore())
                                || !Objects.equals(change.rank(), change.rankBefore()))
                        .toList();
    }

    /** The versions of one squad's card in that stage, the newest first; a squad's from the published one on. */
    List<ScoreCard> versions(Part part, String squad, Viewer viewer) {
        List<ScoreCard> history = cards.history(part.code(), squad);
        Instant published = viewer.seesAll() ? null : scorings.get(part.code()).firstPublishedAt();
        long hidden = published == null
                ? 0
                : history.stream()
                        .skip(1)
                        .filter(card -> !card.computedAt().isAfter(published))
                        .count();
        return IntStream.rangeClosed(1, history.size() - (int) hidden)
                .mapToObj(back -> history.get(history.size() - back))
                .toList();
    }

    /** The squads that take part, by code; a scoring has no cards before it is computed. */
    List<Squad> participants(String campaign) {
        return jdbc
                .sql("select squad from squad_task where assignment = ? order by squad")
                .param(campaign)
                .query(String.class)
                .list()
                .stream()
                .map(organization::squad)
                .toList();
    }

    /** The person's own squad in that campaign; refuses everybody but its leader. */
    Squad led(String campaign, Viewer viewer) {
        Squad own = viewer.squad();
        if (own == null || !viewer.leads(own.code())) {
            throw Refusal.forbidden("只有中队负责人可以申诉。");
        }
        refuseStranger(campaign, viewer);
        return own;
    }

    /** Refuses a stage that has not begun. */
    String scoring(String campaign, @Nullable Stage stage) {
        return scorings.of(campaign).stream()
                .filter(scoring -> scoring.stage() == stage)
                .map(Scoring::code)
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("行动" + campaign + "的这一阶段评分还没有开始。"));
    }

    /** Refuses an appeal that is none of that campaign. */
    Appeal appeal(String campaign, long id) {
        Appeal found = appeals.get(id);
        if (scorings.of(campaign).stream().noneMatch(one -> one.code().equals(found.scoring()))) {
            throw Refusal.notFound("没有这项申诉。");
        }
        return found;
    }

    private static @Nullable LocalDateTime inBureauTime(@Nullable Instant moment) {
        return moment == null ? null : LocalDateTime.ofInstant(moment, BureauTime.ZONE);
    }
}
