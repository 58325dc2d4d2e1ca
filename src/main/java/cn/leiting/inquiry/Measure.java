package cn.leiting.inquiry;

import cn.leiting.calendar.WorkCalendar.CalendarMissing;
import cn.leiting.calendar.WorkCalendar.Workdays;
import cn.leiting.statute.Extension;
import cn.leiting.statute.StatutoryClock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 强制措施：what was preserved or seized, and until when. The last day is the day itself, also when nobody works on it
 * (domain §9.4, no. 44).
 *
 * @param clock 七个工作日 of a preservation (行政处罚法第五十六条), 三十日 and one extension of a seizure
 *     (行政强制法第二十五条)
 */
public record Measure(
        long id,
        String caseCode,
        Kind kind,
        String items,
        String decisionNo,
        LocalDate from,
        @Nullable Integer extendedDays,
        @Nullable String extensionReason,
        @Nullable LocalDate endedOn,
        @Nullable Result result,
        StatutoryClock clock) {

    public enum Kind {
        PRESERVATION("先行登记保存", "apl.56"),
        SEIZURE("查封、扣押", "acl.25");

        private final String label;
        private final String period;

        Kind(String label, String period) {
            this.label = label;
            this.period = period;
        }

        public String label() {
            return label;
        }

        /** Of {@code statutory_period}. */
        public String period() {
            return period;
        }
    }

    /** 处理结果. */
    public enum Result {
        RELEASED("解除，退还"),
        SEIZED("转为查封、扣押"),
        APPRAISED("送交鉴定"),
        CONFISCATED("依法没收"),
        TRANSFERRED("随案移送");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    static List<Extension> extensions(@Nullable Integer days) {
        return days == null ? List.of() : List.of(new Extension(days, "行政强制法第二十五条"));
    }

    public boolean isRunning() {
        return endedOn == null;
    }

    /** None as long as a year's table is missing. */
    public @Nullable LocalDate due(Workdays days) {
        try {
            return clock.due(days).orElse(null);
        } catch (CalendarMissing missing) {
            return null;
        }
    }
}
