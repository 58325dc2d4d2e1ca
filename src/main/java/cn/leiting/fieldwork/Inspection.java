package cn.leiting.fieldwork;

import cn.leiting.calendar.BureauTime;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 现场检查：one visit of two officers or more to one point (F-11); voided when wrong, with a reason, never deleted.
 *
 * @param clientId made by the phone; the same one is stored once
 * @param squadTasks the squad's tasks that the visit serves
 * @param businessDate the shift's date: before 05:00 it is the day before (domain, section 9.3, no. 26)
 * @param distanceM metres from the point, where known; lateUpload: received more than 24 hours after its end
 * @param clockSkewS seconds that the phone's clock was ahead, null unknown; clockWrong: more than ten minutes off
 */
public record Inspection(
        long id,
        UUID clientId,
        List<String> squadTasks,
        String pointCode,
        LocalDate businessDate,
        Instant startedAt,
        Instant receivedAt,
        LegalClass legalClass,
        Result result,
        int findings,
        GeoVerdict geoVerdict,
        @Nullable BigDecimal distanceM,
        boolean lateUpload,
        @Nullable Long clockSkewS,
        boolean clockWrong,
        Validity validity,
        @Nullable String invalidReason,
        String recordedBy,
        List<Photo> photos) {

    private static final DateTimeFormatter STARTED = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

    /** 检查性质：of which kind the visit is in law; the code is asked for where an enterprise is inspected. */
    public enum LegalClass {
        STREET_PATROL("街面巡查"),
        ENTERPRISE_PLANNED("涉企检查（计划）"),
        ENTERPRISE_TRIGGERED("涉企检查（线索触发）"),
        RE_CHECK("复查");

        private final String label;

        LegalClass(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        boolean isOfEnterprise() {
            return this == ENTERPRISE_PLANNED || this == ENTERPRISE_TRIGGERED;
        }
    }

    /** 检查结果：derived from the items, nobody types it. */
    public enum Result {
        NORMAL("正常"),
        PROBLEM("发现问题");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 逐项结果. */
    public enum Mark {
        OK("符合"),
        PROBLEM("有问题"),
        NOT_APPLICABLE("不适用");

        private final String label;

        Mark(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 定位核对, and 照片核对 of a photo: for a reviewer's eyes; it never refuses anything. */
    public enum GeoVerdict {
        OK("相符"),
        WARN("偏离"),
        REJECT("严重偏离"),
        UNKNOWN("无定位");

        private final String label;

        GeoVerdict(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 有效性：only valid visits count. */
    public enum Validity {
        VALID("有效"),
        INVALID("已作废"),
        PENDING("待核");

        private final String label;

        Validity(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 照片关系. */
    public enum Relation {
        WIDE,
        CLOSE,
        BEFORE,
        AFTER
    }

    /** A photo that the phone announced, and what became of it; {@code verdict} is null until its bytes are there. */
    public record Photo(
            String sha256,
            Relation relation,
            State state,
            @Nullable GeoVerdict verdict) {

        /** {@code PARTIAL}: an upload broke off and may go on. */
        public enum State {
            EXPECTED,
            PARTIAL,
            STORED
        }

        /** As {@code photo_in_words} of the database says it. */
        public static Photo of(String words) {
            String[] word = words.split(" ");
            return new Photo(
                    word[0],
                    Relation.valueOf(word[1]),
                    State.valueOf(word[2]),
                    word[3].equals("-") ? null : GeoVerdict.valueOf(word[3]));
        }
    }

    /** The answer to whoever recorded it, the same at every repetition. */
    public record Recorded(long id, List<OfFinding> findings) {

        /** @param order the number of its order, once there is one; {@code caseNo} likewise */
        public record OfFinding(
                long id,
                @Nullable String order,

                @JsonProperty("case") @Nullable String caseNo) {}
    }

    /**
     * What a phone or the page sends, not yet checked: anything may be missing or nonsense. Numbers and
     * booleans are texts, so that a wrong one is refused by a sentence and the page can show it again.
     *
     * @param squadTask may be missing only where an order of the squad's own is re-checked under routine
     * @param startedAt ISO; without an offset it is the bureau's time
     * @param originalFindingId of a re-check alone (F-18), as {@code result} PASS, FAIL, CANNOT_CHECK and
     *     {@code cannotCheckReason}
     */
    public record Form(
            @Nullable String clientId,
            @Nullable String squadTask,
            @Nullable List<@Nullable String> alsoServes,
            @Nullable String pointCode,
            @Nullable String startedAt,
            @Nullable String endedAt,
            @Nullable String legalClass,
            @Nullable String inspectionCode,
            @Nullable String triggerRef,
            @Nullable List<@Nullable String> officers,
            @Nullable String auxiliaries,
            @Nullable String certShown,
            @Nullable String recordingTold,
            @Nullable String bodyCamRef,
            @Nullable Gps gps,
            @Nullable String gpsMissingReason,
            @Nullable List<@Nullable Item> items,
            @Nullable List<@Nullable Announced> photos,
            @Nullable List<Finding.@Nullable Form> findings,
            @Nullable String remark,
            @Nullable String originalFindingId,
            @Nullable String result,
            @Nullable String cannotCheckReason) {

        /** 空白表: a patrol of that point, with nobody and nothing in it yet. */
        public static Form blank(String clientId, String squadTask, String pointCode, String startedAt) {
            String patrol = LegalClass.STREET_PATROL.name();
            return new Form(
                    clientId, squadTask, null, pointCode, startedAt, null, patrol, null, null, null, "0", null, null,
                    null, null, null, null, null, null, null, null, null, null);
        }

        /** @param accuracy metres */
        public record Gps(
                @Nullable String lat,
                @Nullable String lon,
                @Nullable String accuracy,
                @Nullable String datum) {

            boolean isBlank() {
                return Stream.of(lat, lon, accuracy).allMatch(number -> number == null || number.isBlank());
            }
        }

        public record Item(@Nullable String code, @Nullable String result) {}

        public record Announced(
                @Nullable String sha256, @Nullable String relation) {}
    }

    /** A visit looks again at a finding; whoever keeps re-checks may still refuse it. */
    public record ReChecked(long inspection, String squad, List<String> squadTasks, Finding.ReCheck reCheck) {}

    /** A visit does not count any more. */
    public record Voided(long inspection, String reason, String by) {}

    /** In the bureau's time. */
    public String startedInWords() {
        return STARTED.format(startedAt.atZone(BureauTime.ZONE));
    }
}
