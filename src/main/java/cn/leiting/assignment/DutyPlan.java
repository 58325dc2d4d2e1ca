package cn.leiting.assignment;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 勤务方案：one version of how a squad does its task (domain F-10).
 *
 * @param version from 1 on; all are kept
 * @param by the account of who filed it
 */
public record DutyPlan(int version, Form form, String by, String byName, Instant at) {

    /** 班次. */
    public enum Kind {
        EARLY("早班"),
        DAY("日班"),
        EVENING("晚班"),
        NIGHT("夜班"),
        STAGGERED("错时");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * F-10. Refuses a plan without shifts.
     *
     * @param commander 带队负责人, an account of the squad's
     * @param shifts 1 to 200
     * @param focus 工作重点, 1 to 500 characters
     * @param safetyNote 安全提示, at most 300 characters
     */
    public record Form(
            String commander,
            List<Shift> shifts,
            String focus,
            @Nullable String safetyNote) {

        public Form {
            commander = Limits.required("带队负责人", commander, 64);
            shifts = List.copyOf(shifts);
            if (shifts.isEmpty() || shifts.size() > 200) {
                throw Refusal.invalid("shifts", "勤务方案须有1至200个班次。");
            }
            focus = Limits.required("工作重点", focus, 500);
            safetyNote = Limits.optional("安全提示", safetyNote, 300);
        }

        /** Nobody is in two places; older plans, from before this rule, stay readable. */
        void refuseTwoShiftsAtOnce() {
            for (int i = 0; i < shifts.size(); i++) {
                for (Shift other : shifts.subList(i + 1, shifts.size())) {
                    Shift one = shifts.get(i);
                    if (one.overlaps(other)) {
                        one.officers().stream()
                                .filter(other.officers()::contains)
                                .findFirst()
                                .ifPresent(officer -> {
                                    throw Refusal.invalid("shifts", "“" + officer + "”的两个班次时间重叠，请重新安排。");
                                });
                    }
                }
            }
        }
    }

    /**
     * One shift. Refuses fewer than two officers, one named twice, and no time at all.
     *
     * @param date of its start, which is the business date also after midnight
     * @param to of the next day where it is not after {@code from}
     * @param officers 执法人员, accounts; auxiliaries are a number and never among them
     * @param auxiliaries 辅助人员, 0 to 200
     * @param vehicles 车辆, 0 to 100
     * @param area 区域, 1 to 100 characters
     */
    public record Shift(
            LocalDate date,
            Kind kind,
            LocalTime from,
            LocalTime to,
            List<String> officers,
            int auxiliaries,
            int vehicles,
            String area) {

        public Shift {
            officers = officers.stream().map(String::strip).toList();
            if (from.equals(to)) {
                throw Refusal.invalid("shifts", "班次的结束时间不能与开始时间相同。");
            }
            if (new HashSet<>(officers).size() < officers.size()) {
                throw Refusal.invalid("shifts", "同一班次的执法人员不能重复。");
            }
            if (officers.size() < 2) {
                throw Refusal.invalid("shifts", "每个班次须有至少两名执法人员。");
            }
            if (auxiliaries < 0 || auxiliaries > 200) {
                throw Refusal.invalid("shifts", "辅助人员数应在0到200之间。");
            }
            if (vehicles < 0 || vehicles > 100) {
                throw Refusal.invalid("shifts", "车辆数应在0到100之间。");
            }
            area = Limits.required("区域", area, 100);
        }

        static Shift of(ResultSet row) throws SQLException {
            return new Shift(
                    row.getObject("day", LocalDate.class),
                    Kind.valueOf(row.getString("kind")),
                    row.getObject("starts", LocalTime.class),
                    row.getObject("ends", LocalTime.class),
                    List.of((String[]) row.getArray("officers").getArray()),
                    row.getInt("auxiliaries"),
                    row.getInt("vehicles"),
                    row.getString("area"));
        }

        public LocalDateTime begins() {
            return date.atTime(from);
        }

        /** Of the next day where it crosses midnight. */
        public LocalDateTime endsAt() {
            return (crossesMidnight() ? date.plusDays(1) : date).atTime(to);
        }

        public boolean overlaps(Shift other) {
            return begins().isBefore(other.endsAt()) && other.begins().isBefore(endsAt());
        }

        public boolean crossesMidnight() {
            return !to.isAfter(from);
        }
    }
}
