package cn.leiting.yearend;

import cn.leiting.assessment.Assessment;
import cn.leiting.assessment.Assessment.Status;
import cn.leiting.assessment.AssessmentAppeals;
import cn.leiting.assessment.Assessments;
import cn.leiting.organization.Organization;
import cn.leiting.yearend.YearSheet.AppealLine;
import cn.leiting.yearend.YearSheet.ChangeLine;
import cn.leiting.yearend.YearSheet.Line;
import cn.leiting.yearend.YearSheet.MeritLine;
import cn.leiting.yearend.YearSheet.NoteLine;
import cn.leiting.yearend.YearSheet.PartLine;
import cn.leiting.yearscore.AnnualScores;
import cn.leiting.yearscore.AnnualVersions;
import cn.leiting.yearscore.AnnualVersions.Frozen;
import cn.leiting.yearscore.YearScores;
import cn.leiting.yearscore.YearScores.Annual;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads a year's sheet in a number of statements that does not grow with squads, campaigns or versions: live before it is
 * rolled up, a squad's until it is published, and frozen after.
 */
@Component
@Transactional(readOnly = true)
class YearSheets {

    private final AnnualScores scores;
    private final AnnualVersions versions;
    private final Assessments assessments;
    private final AssessmentAppeals appeals;
    private final Organization organization;

    YearSheets(
            AnnualScores scores,
            AnnualVersions versions,
            Assessments assessments,
            AssessmentAppeals appeals,
            Organization organization) {
        this.scores = scores;
        this.versions = versions;
        this.assessments = assessments;
        this.appeals = appeals;
        this.organization = organization;
    }

    YearSheet of(int year, Reader reader) {
        Assessment assessment = assessments.of(year).orElse(null);
        int version = shown(assessment, reader);
        Frozen frozen = version == 0 ? null : versions.get(year, version).orElseThrow();
        YearScores shown = frozen == null ? scores.of(year) : frozen.scores();
        List<Annual> visible = shown.squads().stream()
                .filter(annual -> reader.maySee(annual.squad()))
                .toList();
        return new YearSheet(
                shown,
                frozen,
                assessment,
                !reader.seesAll(),
                visible.stream().map(annual -> line(annual, shown)).toList(),
                visible.stream().flatMap(annual -> parts(annual).stream()).toList(),
                visible.stream()
                        .flatMap(annual ->
                                annual.merits().stream().map(merit -> new MeritLine(name(annual.squad()), merit)))
                        .toList(),
                shown.notes().stream()
                        .filter(note -> reader.maySee(note.squad()))
                        .map(note -> new NoteLine(name(note.squad()), note))
                        .toList(),
                versions.changes(year, version).stream()
                        .filter(change -> reader.maySee(change.squad()))
                        .map(change -> new ChangeLine(name(change.squad()), change))
                        .toList(),
                appeals.of(year).stream()
                        .filter(appeal -> reader.maySee(appeal.squad()))
                        .map(appeal -> new AppealLine(name(appeal.squad()), appeal))
                        .toList(),
                assessment == null || !reader.seesAll() ? List.of() : assessments.journal(assessment),
                openUntil(assessment));
    }

    /** 0: live. */
    private static int shown(@Nullable Assessment assessment, Reader reader) {
        if (assessment == null) {
            return 0;
        }
        Integer published = assessment.published();
        if (!reader.seesAll()) {
            return published == null ? 0 : published;
        }
        return assessment.status() == Status.BEGUN ? 0 : assessment.current();
    }

    private @Nullable LocalDate openUntil(@Nullable Assessment assessment) {
        return assessment == null || assessment.status() != Status.PUBLISHED
                ? null
                : appeals.openUntil(assessment.code());
    }

    private Line line(Annual annual, YearScores shown) {
        String zone = annual.zone();
        return new Line(
                name(annual.squad()),
                YearSheet.state(annual.status()),
                zone == null ? null : zone.equals("TOWN") ? "镇" : "街道",
                shown.squads().stream()
                        .filter(other -> other.rank() != null && Objects.equals(other.zone(), zone))
                        .count(),
                annual);
    }

    private List<PartLine> parts(Annual annual) {
        return annual.parts().stream()
                .map(part -> new PartLine(
                        name(annual.squad()), part.squad().equals(annual.squad()) ? null : name(part.squad()), part))
                .toList();
    }

    private String name(String squad) {
        return organization.squad(squad).name();
    }
}
