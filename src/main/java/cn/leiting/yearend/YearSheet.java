package cn.leiting.yearend;

import cn.leiting.assessment.Assessment;
import cn.leiting.assessment.AssessmentAppeal;
import cn.leiting.assessment.Assessments;
import cn.leiting.merit.Merit;
import cn.leiting.score.Rubric;
import cn.leiting.shared.Journal;
import cn.leiting.yearscore.AnnualVersions.Change;
import cn.leiting.yearscore.AnnualVersions.Frozen;
import cn.leiting.yearscore.YearScores;
import cn.leiting.yearscore.YearScores.Annual;
import cn.leiting.yearscore.YearScores.Note;
import cn.leiting.yearscore.YearScores.Part;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 年度得分表：what one reader sees of a year; page, call and workbook show nothing else.
 *
 * @param frozen the version that is shown; null while the year is computed as it is read
 * @param assessment null before it has begun
 * @param openUntil the last day of appeals; null unless it is published and not locked
 */
record YearSheet(
        YearScores scores,
        @Nullable Frozen frozen,
        @Nullable Assessment assessment,
        boolean own,
        List<Line> lines,
        List<PartLine> parts,
        List<MeritLine> merits,
        List<NoteLine> notes,
        List<ChangeLine> changes,
        List<AppealLine> appeals,
        List<Journal.Event<Assessments.Kind>> events,
        @Nullable LocalDate openUntil) {

    /** A squad's year with its names in Chinese; {@code ranked} is of how many its rank is. */
    record Line(String name, String state, @Nullable String zone, long ranked, Annual annual) {}

    /** @param card whose it is, where it is another squad's than the year's */
    record PartLine(String name, @Nullable String card, Part part) {}

    record MeritLine(String name, Merit merit) {}

    record NoteLine(String name, Note note) {}

    record ChangeLine(String name, Change change) {}

    record AppealLine(String name, AssessmentAppeal appeal) {}

    int year() {
        return scores.year();
    }

    /** What it is, in one word. */
    public String imprint() {
        if (assessment == null || frozen == null) {
            return "实时计算";
        }
        return "第" + frozen.version() + "版，" + assessment.status().label();
    }

    boolean isPublished() {
        return assessment != null && assessment.status() == Assessment.Status.PUBLISHED;
    }

    boolean isLocked() {
        return assessment != null && assessment.status() == Assessment.Status.LOCKED;
    }

    static String state(Rubric.Rating rating) {
        return switch (rating) {
            case RATED -> "参评";
            case UNDETERMINED -> "不定等次";
            case EXEMPT -> "全部免除";
            case NON_COMPETING -> "计分不排名";
        };
    }
}
