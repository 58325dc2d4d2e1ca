package cn.leiting.programme;

import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.MappedCollection;
import org.springframework.data.relational.core.mapping.Table;

/**
 * 年度“雷霆”8+365专项整治行动方案：one year's programme with its board and its planned campaigns, known
 * as {@code TH-2023}; years 2020 to 2100. Every change that its state does not allow is refused.
 */
@Table("annual_programme")
public class Programme {

    /** 方案状态, in the order in which a programme passes them. */
    public enum Status {
        DRAFT("拟制中"),
        SUBMITTED("已报审"),
        APPROVED("已批准"),
        ISSUED("已印发"),
        REVIEWED("已总结"),
        CLOSED("已办结");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public boolean isIssued() {
            return compareTo(ISSUED) >= 0;
        }
    }

    /** 月度目标; a merged cell of the printed table spans several months. */
    @Table("board_month_goal")
    record MonthGoal(
            @Nullable String goal,
            @Nullable Integer spanFrom,
            @Nullable Integer spanTo) {}

    /** 牵头领导, effective-dated; the present one has no end. */
    @Table("board_lead_leader")
    record LeadLeader(
            String name, LocalDate validFrom, @Nullable LocalDate validTo) {}

    @Id
    private @Nullable Long id;

    private final String code;
    private final int year;
    private @Nullable String docTitle;
    private @Nullable String annualGoal;
    private String responsibleUnit = "执法协调科";
    private int minCampaigns = 8;
    private Status status = Status.DRAFT;
    private List<String> warnings = List.of();
    private @Nullable Integer firstMonth;
    private int campaignsLaunched;
    private boolean reviewApproved;

    @Column("document")
    private @Nullable Long documentId;

    @MappedCollection(idColumn = "programme")
    private Set<LeadLeader> leaders = new HashSet<>();

    @MappedCollection(idColumn = "programme", keyColumn = "month")
    private Map<Integer, MonthGoal> goals = new HashMap<>();

    @MappedCollection(idColumn = "programme", keyColumn = "seq")
    private Map<Integer, PlannedCampaign> planned = new HashMap<>();

    @Version
    private int version;

    private Programme(String code, int year) {
        this.code = code;
        this.year = year;
    }

    static Programme start(int year) {
        if (year < 2020 || year > 2100) {
            throw Refusal.invalid("year", "年度应在2020到2100之间。");
        }
        Programme programme = new Programme("TH-" + year, year);
        programme.docTitle = "青浦区城管执法局" + year + "年“雷霆”8+365专项整治行动方案";
        programme.annualGoal = "全年度开展不少于8轮“雷霆”专项整治行动";
        programme.leaders.add(new LeadLeader("牵头领导", LocalDate.of(year, 1, 1), null));
        IntStream.rangeClosed(1, 12).forEach(month -> programme.goals.put(month, new MonthGoal(null, null, null)));
        return programme;
    }

    /** Takes the whole table over; rows that are missing from it are gone. */
    void write(Draft draft, Map<Integer, PlannedCampaign> rows) {
        refuseUnless(Status.DRAFT, "修改");
        docTitle = draft.docTitle();
        annualGoal = draft.annualGoal();
        minCampaigns = draft.minCampaigns();
        responsibleUnit = draft.responsibleUnit();
        leaders.clear();
        if (draft.leadLeader() != null) {
            leaders.add(new LeadLeader(draft.leadLeader(), LocalDate.of(year, 1, 1), null));
        }
        for (int month = 1; month <= 12; month++) {
            goals.put(month, new MonthGoal(draft.monthGoals().get(month - 1), null, null));
        }
        planned.clear();
        planned.putAll(rows);
    }

    void submit() {
        refuseUnless(Status.DRAFT, "报审");
        String missing = (docTitle == null ? "、文件标题" : "")
                + (annualGoal == null ? "、年度目标" : "")
                + (leaders.isEmpty() ? "、牵头领导" : "");
        if (!missing.isEmpty()) {
            throw Refusal.invalid("方案还不完整，请先填写" + missing.substring(1) + "。");
        }
        status = Status.SUBMITTED;
    }

    void warn(List<String> found) {
        refuseUnless(Status.SUBMITTED, "提示");
        warnings = List.copyOf(found);
    }

    void decide(boolean approved) {
        refuseUnless(Status.SUBMITTED, "审定");
        status = approved ? Status.APPROVED : Status.DRAFT;
    }

    /** @param issuedOn not after the programme's year; months are reported from its month on */
    void issue(long document, LocalDate issuedOn) {
        refuseUnless(Status.APPROVED, "印发");
        if (issuedOn.getYear() > year) {
            throw Refusal.invalid("issuedOn", "印发日期不能晚于" + year + "年。");
        }
        documentId = document;
        firstMonth = issuedOn.getYear() < year ? 1 : issuedOn.getMonthValue();
        status = Status.ISSUED;
    }

    void changeLeader(String name, LocalDate from) {
        refuseUnless(Status.ISSUED, "更换牵头领导");
        LeadLeader current = Collections.max(leaders, Comparator.comparing(LeadLeader::validFrom));
        if (!from.isAfter(current.validFrom()) || from.getYear() != year) {
            throw Refusal.invalid("from", "更换日期应在现任牵头领导任职之后，并在本年度之内。");
        }
        leaders.remove(current);
        leaders.add(new LeadLeader(current.name(), current.validFrom(), from.minusDays(1)));
        leaders.add(new LeadLeader(name, from, null));
    }

    PlannedCampaign.Plan plan() {
        return new PlannedCampaign.Plan(year, planned);
    }

    /** The planned campaigns, to be changed; {@code action} names what for. */
    PlannedCampaign.Plan planFor(String action) {
        refuseUnless(Status.ISSUED, action);
        return plan();
    }

    /** Gives it the next free number of the year. */
    PlannedCampaign launch(int seq) {
        PlannedCampaign launched = planFor("启动行动").launch(seq, "%s-%02d".formatted(code, campaignsLaunched + 1));
        campaignsLaunched++;
        return launched;
    }

    /** The first month to be reported: that of the issue. December is reported after the year's review. */
    public int firstMonth() {
        if (status.compareTo(Status.ISSUED) < 0) {
            refuseUnless(Status.ISSUED, "报告进展");
        }
        return Objects.requireNonNull(firstMonth);
    }

    void review() {
        refuseUnless(Status.ISSUED, "总结");
        status = Status.REVIEWED;
    }

    void decideReview(boolean approved) {
        refuseUnless(Status.REVIEWED, "审定年度总结");
        if (reviewApproved) {
            throw Refusal.conflict("年度总结已审定，不能再审定。");
        }
        reviewApproved = approved;
        status = approved ? Status.REVIEWED : Status.ISSUED;
    }

    void close() {
        refuseUnless(Status.REVIEWED, "办结");
        if (!reviewApproved) {
            throw Refusal.conflict("年度总结还没有审定，不能办结。");
        }
        status = Status.CLOSED;
    }

    void refuseUnless(Status needed, String action) {
        if (status != needed) {
            throw Refusal.conflict(
                    "方案" + status.label() + "，" + (status.compareTo(needed) > 0 ? "不能再" : "还不能") + action + "。");
        }
    }

    public long id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public String code() {
        return code;
    }

    public int year() {
        return year;
    }

    public Status status() {
        return status;
    }

    /** 文件标题, complete from the submission on. */
    String docTitle() {
        return Objects.requireNonNull(docTitle);
    }

    int version() {
        return version;
    }
}
