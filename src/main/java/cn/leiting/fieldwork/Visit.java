package cn.leiting.fieldwork;

import static cn.leiting.fieldwork.Fields.answered;
import static cn.leiting.fieldwork.Fields.list;
import static cn.leiting.fieldwork.Fields.matching;
import static cn.leiting.fieldwork.Fields.moment;
import static cn.leiting.fieldwork.Fields.oneOf;
import static cn.leiting.fieldwork.Fields.requiredMoment;
import static cn.leiting.fieldwork.Fields.text;
import static cn.leiting.fieldwork.Fields.within;

import cn.leiting.calendar.BureauTime;
import cn.leiting.fieldwork.Finding.ReCheck;
import cn.leiting.fieldwork.Inspection.LegalClass;
import cn.leiting.fieldwork.Inspection.Mark;
import cn.leiting.fieldwork.Inspection.Relation;
import cn.leiting.fieldwork.Inspection.Result;
import cn.leiting.shared.Refusal;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 一次检查的内容：what was sent, complete and without contradiction in itself, in one order and spelling,
 * so that the same content always has the same hash. What it says of the world, {@link Scene} checks.
 */
record Visit(
        UUID clientId,
        @Nullable String squadTask,
        List<String> alsoServes,
        String point,
        Instant startedAt,
        @Nullable Instant endedAt,
        LegalClass legalClass,
        @Nullable String inspectionCode,
        @Nullable String triggerRef,
        List<String> officers,
        int auxiliaries,
        boolean certShown,
        boolean recordingTold,
        @Nullable String bodyCamRef,
        @Nullable Position position,
        @Nullable String gpsMissingReason,
        SortedMap<String, Mark> items,
        List<Photo> photos,
        List<Finding> findings,
        @Nullable String remark,

        @JsonInclude(JsonInclude.Include.NON_NULL) // visits of before re-checks keep their hash
        @Nullable
        ReCheck reCheck) {

    private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Duration LONGEST = Duration.ofHours(12);

    /** A shift that goes past midnight ends by then (domain, section 9.3, no. 26). */
    private static final Duration NIGHT = Duration.ofHours(5);

    record Photo(String sha256, Relation relation) {}

    /** Refuses what is missing, out of range or contradicts itself, by its field. */
    static Visit of(Inspection.Form form) {
        return of(form, list("findings", "问题", form.findings(), 30));
    }

    /** Typed at a page, where rows that nobody filled in are no findings. */
    static Visit typed(Inspection.Form form) {
        Stream<Finding.@Nullable Form> rows = Stream.ofNullable(form.findings()).flatMap(List::stream);
        return of(
                form,
                rows.flatMap(Stream::ofNullable).filter(row -> !row.isBlank()).toList());
    }

    private static Visit of(Inspection.Form form, List<Finding.Form> found) {
        ReCheck reCheck = ReCheck.of(form.originalFindingId(), form.result(), form.cannotCheckReason());
        boolean routine =
                reCheck != null && (form.squadTask() == null || form.squadTask().isBlank());
        Visit visit = new Visit(
                UUID.fromString(matching("clientId", "客户端编号", form.clientId(), UUID_FORM)),
                routine ? null : matching("squadTask", "中队任务编号", form.squadTask(), "[A-Z0-9:-]{5,40}"),
                alsoServes(form),
                matching("pointCode", "点位编号", form.pointCode(), "[A-Z0-9-]{3,40}"),
                requiredMoment("startedAt", "开始时间", form.startedAt()),
                moment("endedAt", "结束时间", form.endedAt()),
                oneOf("legalClass", "检查性质", form.legalClass(), LegalClass.class),
                text("inspectionCode", "检查码", form.inspectionCode(), 1, 64),
                text("triggerRef", "线索编号", form.triggerRef(), 1, 64),
                officers(form),
                within("auxiliaries", "辅助人员数", form.auxiliaries(), 0, 50, 0).intValueExact(),
                answered("certShown", "是否出示执法证件", form.certShown()),
                answered("recordingTold", "是否告知执法记录", form.recordingTold()),
                text("bodyCamRef", "执法记录仪编号", form.bodyCamRef(), 1, 100),
                Position.of(form.gps()),
                text("gpsMissingReason", "没有定位的原因", form.gpsMissingReason(), 2, 200),
                items(form),
                photos(form),
                findings(found),
                text("remark", "备注", form.remark(), 1, 500),
                reCheck);
        visit.refuseContradictions();
        return visit;
    }

    /** The shift's date in Shanghai, by the phone's clock. */
    LocalDate businessDate() {
        return businessDate(Duration.ZERO);
    }

    /** By our clock, of which the phone's is that much ahead. */
    LocalDate businessDate(Duration ahead) {
        return LocalDate.ofInstant(startedAt.minus(ahead).minus(NIGHT), BureauTime.ZONE);
    }

    LocalDate calendarDate() {
        return LocalDate.ofInstant(startedAt, BureauTime.ZONE);
    }

    Result result() {
        boolean failed = reCheck != null && reCheck.result() == ReCheck.Result.FAIL;
        return failed || items.containsValue(Mark.PROBLEM) ? Result.PROBLEM : Result.NORMAL;
    }

    /** None where an order is re-checked under routine. */
    List<String> purposes() {
        return Stream.concat(Stream.ofNullable(squadTask), alsoServes.stream()).toList();
    }

    boolean isHindered() {
        return reCheck != null && reCheck.result() == ReCheck.Result.CANNOT_CHECK;
    }

    String content() {
        return Fields.json(this);
    }

    String hash() {
        return Fields.hash(content());
    }

    private void refuseContradictions() {
        if (endedAt != null && (endedAt.isBefore(startedAt) || endedAt.isAfter(startedAt.plus(LONGEST)))) {
            throw Refusal.invalid("endedAt", "结束时间不能早于开始时间，也不能晚于开始后12小时。");
        }
        if (position == null && gpsMissingReason == null) {
            throw Refusal.invalid("gpsMissingReason", "没有定位的，请填写原因。");
        }
        boolean present = findings.stream().anyMatch(Finding::isPartyPresent);
        if (present && !certShown) {
            throw Refusal.invalid("certShown", "当事人在场的，应当出示执法证件。");
        }
        if (present && !recordingTold) {
            throw Refusal.invalid("recordingTold", "当事人在场的，应当告知正在执法记录。");
        }
        Set<Relation> seen = photos.stream().map(Photo::relation).collect(Collectors.toSet());
        if (result() == Result.PROBLEM && !seen.containsAll(Set.of(Relation.WIDE, Relation.CLOSE))) {
            throw Refusal.invalid("photos", "发现问题的，请至少拍远景、近景照片各一张。");
        }
        refuseWrongClass();
    }

    private void refuseWrongClass() {
        if ((legalClass == LegalClass.RE_CHECK) != (reCheck != null)) {
            throw Refusal.invalid("originalFindingId", reCheck == null ? "复查应当填写原问题和复查结果。" : "不是复查的，不填原问题和复查结果。");
        }
        if (squadTask == null && !alsoServes.isEmpty()) {
            throw Refusal.invalid("alsoServes", "没有中队任务的复查，不能同时服务其他任务。");
        }
        if (isHindered()
                && (!findings.isEmpty() || items.containsValue(Mark.OK) || items.containsValue(Mark.PROBLEM))) {
            throw Refusal.invalid("items", "无法复查的，检查项只能填不适用，不填问题。");
        }
        if (legalClass == LegalClass.STREET_PATROL && inspectionCode != null) {
            throw Refusal.invalid("inspectionCode", "街面巡查不填检查码。");
        }
        if ((legalClass == LegalClass.ENTERPRISE_TRIGGERED) != (triggerRef != null)) {
            throw Refusal.invalid("triggerRef", triggerRef == null ? "线索触发的检查，请填写线索编号。" : "不是线索触发的检查，不填线索编号。");
        }
    }

    private static List<String> alsoServes(Inspection.Form form) {
        List<String> others = list("alsoServes", "同时服务的任务", form.alsoServes(), 5).stream()
                .map(code -> matching("alsoServes", "中队任务编号", code, "[A-Z0-9:-]{5,40}"))
                .distinct()
                .sorted()
                .toList();
        if (others.contains(String.valueOf(form.squadTask()).strip())) {
            throw Refusal.invalid("alsoServes", "同时服务的任务不能是本任务。");
        }
        return others;
    }

    private static List<String> officers(Inspection.Form form) {
        List<String> accounts = list("officers", "执法人员", form.officers(), 20).stream()
                .map(account -> matching("officers", "执法人员账号", account, "[a-zA-Z0-9]{2,64}"))
                .distinct()
                .sorted()
                .toList();
        if (accounts.size() < 2) {
            throw Refusal.invalid("officers", "执法人员不得少于两名。");
        }
        return accounts;
    }

    private static SortedMap<String, Mark> items(Inspection.Form form) {
        SortedMap<String, Mark> marks = new TreeMap<>();
        for (Inspection.Form.Item item : list("items", "检查项", form.items(), 200)) {
            String code = matching("items", "检查项编号", item.code(), "[A-Za-z0-9_-]{1,64}");
            if (marks.put(code, oneOf("items", "检查项“" + code + "”的结果", item.result(), Mark.class)) != null) {
                throw Refusal.invalid("items", "检查项“" + code + "”重复填写。");
            }
        }
        return Collections.unmodifiableSortedMap(marks);
    }

    private static List<Photo> photos(Inspection.Form form) {
        List<Photo> photos = list("photos", "照片", form.photos(), 9).stream()
                .map(photo -> new Photo(
                        matching("photos", "照片的校验值", photo.sha256(), "[0-9a-fA-F]{64}")
                                .toLowerCase(Locale.ROOT),
                        oneOf("photos", "照片关系", photo.relation(), Relation.class)))
                .sorted(Comparator.comparing(Photo::sha256))
                .toList();
        if (photos.stream().map(Photo::sha256).distinct().count() < photos.size()) {
            throw Refusal.invalid("photos", "同一张照片只能填一次。");
        }
        if (photos.isEmpty()) {
            throw Refusal.invalid("photos", "请至少拍一张照片，最多9张。");
        }
        return photos;
    }

    private static List<Finding> findings(List<Finding.Form> sent) {
        return IntStream.range(0, sent.size())
                .mapToObj(at -> sent.get(at).finding("findings[" + at + "]"))
                .toList();
    }
}
