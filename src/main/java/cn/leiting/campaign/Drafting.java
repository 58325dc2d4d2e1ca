package cn.leiting.campaign;

import static cn.leiting.campaign.Campaign.Status.DRAFT;

import cn.leiting.assignment.AssignedPoints;
import cn.leiting.assignment.AssignedPoints.Reason;
import cn.leiting.campaign.Proceedings.Entry;
import cn.leiting.campaign.Proceedings.Kind;
import cn.leiting.catalogue.Checklist;
import cn.leiting.catalogue.Checklists;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 行动的拟定：what leads to the approval of a campaign; other rooms come through {@link Campaigns}. */
@Component
public class Drafting {

    private static final int MOST_ROWS = 5000;

    /** One row of F-07 as it was sent; {@code reason} is the name of an {@link AssignedPoints.Reason}. */
    public record Row(String pointId, String squadCode, int priority, String reason, int requiredRounds) {

        private AssignedPoints.Row read() {
            return new AssignedPoints.Row(pointId, squadCode, priority, Reason.valueOf(reason), requiredRounds);
        }
    }

    /** @param row its number, from 1 on */
    public record Refused(int row, String pointId, String message) {}

    public record Report(int accepted, List<Refused> refused) {}

    private final Proceedings proceedings;
    private final Papers papers;
    private final AssignedPoints points;
    private final Checklists checklists;
    private final Organization organization;
    private final Clock clock;

    Drafting(
            Proceedings proceedings,
            Papers papers,
            AssignedPoints points,
            Checklists checklists,
            Organization organization,
            Clock clock) {
        this.proceedings = proceedings;
        this.papers = papers;
        this.points = points;
        this.checklists = checklists;
        this.organization = organization;
        this.clock = clock;
    }

    void start(String code, int year, int seq, String title, String theme, String by) {
        if (!code.matches("TH-" + year + "-\\d{2,}")) {
            throw Refusal.invalid("“" + code + "”不是" + year + "年度的行动编号。");
        }
        Campaign campaign = new Campaign(code, year, theme, Limits.required("行动名称", title, 100));
        if (proceedings.start(campaign, seq < 1 ? null : seq)) {
            proceedings.note(code, Entry.of(Kind.STARTED, null), by);
        } else if (proceedings.find(code).isEmpty()) {
            throw Refusal.invalid("themeCode", "没有代码为“" + theme + "”的主题。");
        }
    }

    void define(String code, Function<Campaign, Definition> plan, boolean needsFiling, String by) {
        proceedings.change(code, by, campaign -> define(campaign, plan.apply(campaign), needsFiling, by));
    }

    private Entry define(Campaign campaign, Definition definition, boolean needsFiling, String by) {
        LocalDate today = LocalDate.now(clock);
        if (definition.to().isBefore(today)) {
            throw Refusal.invalid("endDate", "结束日期不能早于今天。");
        }
        Definition.Terms terms = definition.terms(checklist(definition, today));
        Set<String> squads = squads(definition);
        campaign.define(definition, terms, squads, needsFiling, by);
        papers.writePhases(campaign.code(), definition.phases());
        if (!campaign.pointsWereChosen()) {
            points.assignAll(campaign.code(), squads);
        }
        return Entry.of(Kind.DEFINED, definition.title());
    }

    private String checklist(Definition definition, LocalDate today) {
        Checklist current = checklists.current(definition.theme(), today);
        String wanted = definition.checklist();
        if (wanted == null || wanted.isBlank()) {
            return current.key();
        }
        Checklist chosen = checklists.get(wanted);
        if (!chosen.theme().equals(definition.theme())) {
            throw Refusal.invalid("checklist", "检查表“" + wanted + "”不属于行动的主题。");
        }
        if (chosen.from().isAfter(today) && chosen.from().isAfter(definition.from())) {
            throw Refusal.invalid("checklist", "检查表“" + wanted + "”在行动的第一天还没有适用。");
        }
        return wanted;
    }

    private Set<String> squads(Definition definition) {
        if (definition.scope() == Definition.Scope.DISTRICT) {
            return codes(organization.townSquads(definition.from()));
        }
        Set<String> unknown = new TreeSet<>(definition.squads());
        unknown.removeAll(codes(organization.squads(definition.from())));
        if (!unknown.isEmpty()) {
            throw Refusal.invalid("squads", "没有代码为“" + String.join("、", unknown) + "”的中队。");
        }
        return definition.squads();
    }

    private static Set<String> codes(List<Squad> squads) {
        return squads.stream().map(Squad::code).collect(Collectors.toCollection(TreeSet::new));
    }

    void file(String code, Function<Campaign, Filing.Form> plan, String by) {
        proceedings.change(code, by, campaign -> {
            Filing.Form form = plan.apply(campaign);
            if (form.approvedOn().isAfter(LocalDate.now(clock))) {
                throw Refusal.invalid("approvedOn", "批准日期不能晚于今天。");
            }
            String remark = form.isPublishedLate() ? "公布日期晚于批准后一个月。" : null;
            campaign.file(form, () -> papers.file(code, form, by));
            return new Entry(Kind.FILED, null, form.filingNo(), remark);
        });
    }

    Campaign approve(String code, @Nullable String comment, String by) {
        String note = Limits.optional("审定意见", comment, 1000);
        return proceedings.change(code, by, campaign -> {
            campaign.approve(LocalDate.now(clock), by);
            if (!points.any(code)) {
                throw Refusal.conflict("参加行动的中队还没有点位，请先分解点位。");
            }
            return Entry.of(Kind.APPROVED, note);
        });
    }

    Report choosePoints(String code, List<Row> rows, Actor by) {
        by.require("deptCoordination");
        if (rows.isEmpty() || rows.size() > MOST_ROWS) {
            throw Refusal.invalid("points", "点位应有1到" + MOST_ROWS + "行。");
        }
        List<Refused> refused = new ArrayList<>();
        List<AssignedPoints.Row> sound = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        proceedings.change(code, by.id(), campaign -> {
            campaign.choosePoints(by.id());
            for (Row row : rows) {
                int number = refused.size() + sound.size() + 1;
                Optional<String> fault = fault(row, campaign);
                if (fault.isPresent()) {
                    refused.add(new Refused(number, row.pointId(), fault.get()));
                } else {
                    sound.add(row.read());
                    numbers.add(number);
                }
            }
            AssignedPoints.Report report = points.replace(code, sound);
            report.refused().stream()
                    .map(row -> new Refused(numbers.get(row.row() - 1), row.pointId(), row.sentence()))
                    .forEach(refused::add);
            return new Entry(Kind.POINTS, null, report.accepted() + "个点位", null);
        });
        refused.sort(Comparator.comparing(Refused::row));
        return new Report(rows.size() - refused.size(), refused);
    }

    /** Before its first definition a campaign has no squads yet, and every squad may get points. */
    private static Optional<String> fault(Row row, Campaign campaign) {
        if (Arrays.stream(Reason.values()).noneMatch(known -> known.name().equals(row.reason()))) {
            return Optional.of("选点理由“" + row.reason() + "”不是规定的类别。");
        }
        return campaign.status() == DRAFT || campaign.squads().contains(row.squadCode())
                ? Optional.empty()
                : Optional.of("中队“" + row.squadCode() + "”不参加本次行动。");
    }
}
