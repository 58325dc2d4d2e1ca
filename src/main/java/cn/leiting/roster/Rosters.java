package cn.leiting.roster;

import cn.leiting.organization.Organization;
import cn.leiting.organization.People;
import cn.leiting.organization.Person;
import cn.leiting.organization.Unit;
import cn.leiting.roster.ImportReport.Outcome;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** 人员名册：people and their accounts from a file. */
@Component
public class Rosters {

    private final Organization organization;
    private final People people;
    private final Clock clock;

    Rosters(Organization organization, People people, Clock clock) {
        this.organization = organization;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Creates and updates people and their accounts from a CSV file with the header
     * 账号,姓名,单位,职务,执法证号,发证日期,到期日期,手机,初始密码. A row is stored whole or not at all, and a
     * refused one hinders no other; whoever is not in the file stays as is. Refuses a file that is none.
     *
     * @param csv at most 5,000 rows and 2 MB, with or without a byte order mark
     */
    public ImportReport importPeople(String csv, Actor by) {
        List<RosterFile.Line> lines = RosterFile.read(csv);
        LocalDate since = firstDay();
        Map<String, Integer> lineOf = new HashMap<>();
        return new ImportReport(
                lines.stream().map(line -> take(line, lineOf, since, by)).toList());
    }

    /** The first file finds people in their posts: they count from the beginning of the year. */
    private LocalDate firstDay() {
        LocalDate today = LocalDate.now(clock);
        return people.anyone() ? today : today.withDayOfYear(1);
    }

    private ImportReport.Row take(RosterFile.Line line, Map<String, Integer> lineOf, LocalDate since, Actor by) {
        try {
            line.requireAllCells();
            refuseRepeated(line, lineOf);
            return report(
                    line,
                    switch (people.register(form(line), since, by)) {
                        case CREATED -> Outcome.CREATED;
                        case UPDATED -> Outcome.UPDATED;
                        case UNCHANGED -> Outcome.UNCHANGED;
                    });
        } catch (Refusal refused) {
            return report(line, Outcome.REFUSED, refused.sentence());
        } catch (DataIntegrityViolationException raced) {
            return report(line, Outcome.REFUSED, "资料刚被他人更改，请重新导入。");
        }
    }

    private static void refuseRepeated(RosterFile.Line line, Map<String, Integer> lineOf) {
        Integer earlier = lineOf.putIfAbsent(line.userId().toLowerCase(Locale.ROOT), line.number());
        if (earlier != null) {
            throw Refusal.invalid("账号“" + line.userId() + "”与第" + earlier + "行重复。");
        }
    }

    private Person.Form form(RosterFile.Line line) {
        Unit unit = organization
                .unitCalled(line.unit())
                .orElseThrow(() -> Refusal.invalid("没有名为“" + line.unit() + "”的单位。"));
        return new Person.Form(
                line.userId(),
                line.name(),
                unit,
                Person.Title.called(line.title(), unit),
                line.certificate(),
                line.phone(),
                line.initialPassword());
    }

    private static ImportReport.Row report(RosterFile.Line line, Outcome outcome) {
        return report(line, outcome, outcome.sentence());
    }

    private static ImportReport.Row report(RosterFile.Line line, Outcome outcome, String sentence) {
        return new ImportReport.Row(line.number(), line.userId(), line.name(), outcome, sentence);
    }
}
