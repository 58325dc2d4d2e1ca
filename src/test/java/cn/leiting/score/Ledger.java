package cn.leiting.score;

import static cn.leiting.score.Season.FIRST;
import static cn.leiting.score.Season.LAST;
import static cn.leiting.score.Season.at;
import static cn.leiting.score.Season.endOf;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * One squad's records at random, written into the database and, beside it, counted in plain Java from the same rows:
 * what {@code Tallies} has to find. Figures are told as {@code 3/5}, with {@code +2} for working days late.
 */
final class Ledger {

    private final Season season;
    private final Random random;
    private final String squad;
    private final String task;
    private final String campaign;
    private final Map<String, String> told = new TreeMap<>();
    private final Aftermath aftermath;
    private final Set<String> inspectable = new HashSet<>();
    private boolean acknowledged;
    private int checked;
    private int neglected;

    Ledger(Season season, Random random, String campaign, String squad) {
        this.season = season;
        this.random = random;
        this.campaign = campaign;
        this.squad = squad;
        this.task = season.task(campaign, squad);
        this.aftermath = new Aftermath(season, random);
    }

    Map<String, String> told() {
        return told;
    }

    /** @param lookBack null when the campaign has none yet; {@code counts} says whether its samples count already */
    Ledger fill(int infoTarget, String lookBack, boolean counts) {
        LocalDate granted = random.nextInt(4) == 0 ? FIRST.plusDays(2 + random.nextInt(9)) : null;
        int days = granted == null ? 12 : (int) (granted.toEpochDay() - FIRST.toEpochDay());

        deployment(days);
        fieldWork(days);
        feedback();
        information(infoTarget, days);
        complaints(days);
        if (granted != null) {
            season.exempt(task, "TIME", granted);
        }
        told.put("C3", "0/0");
        if (lookBack != null) {
            lookBack(lookBack, counts);
        }
        aftermath.tell(told);
        cases();
        return this;
    }

    private void deployment(int days) {
        LocalDate due = FIRST.minusDays(3); // a Friday
        OffsetDateTime received = random.nextInt(6) == 0 ? null : at(due.plusDays(random.nextInt(7) - 1), 10);
        season.acknowledged(task, endOf(due), received);
        told.put("A3", timed(due, received));
        acknowledged = received != null;

        OffsetDateTime filed = random.nextInt(6) == 0 ? null : at(due.plusDays(random.nextInt(8) - 1), 11);
        season.planned(task, endOf(due), filed);
        told.put("A2", timed(due, filed));

        int from = random.nextInt(7) - 1;
        boolean any = random.nextInt(6) > 0;
        if (any) {
            season.designated(squad, FIRST.plusDays(from), LAST.plusDays(40), at(FIRST.minusDays(9), 9));
        }
        int missing = Math.max(0, from);
        told.put("A1", !any || missing >= days ? "0/1+0" : "1/1+" + late(FIRST, FIRST.plusDays(missing)));
    }

    private static String timed(LocalDate due, OffsetDateTime done) {
        if (done == null) {
            return "0/1+0";
        }
        return "1/1+" + late(due.plusDays(1), done.toLocalDate().plusDays(1));
    }

    /** Working days of June 2025, which has no day off but its weekends after the 2nd; 3 at most, 1 for a weekend. */
    private static int late(LocalDate from, LocalDate until) {
        int days = 0;
        for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
            days += day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 ? 1 : 0;
        }
        return from.isBefore(until) ? Math.min(3, Math.max(1, days)) : 0;
    }

    private void fieldWork(int days) {
        int required = 0;
        int made = 0;
        int valid = 0;
        int invalid = 0;
        int findings = 0;
        int diligence = random.nextInt(4);
        int points = random.nextInt(8) == 0 ? 0 : 3 + random.nextInt(6);
        for (int number = 1; number <= points; number++) {
            String point = Season.point(squad, number);
            int rounds = 1 + random.nextInt(3);
            boolean excused = random.nextInt(7) == 0;
            season.point(campaign, squad, point, rounds, excused);
            if (!excused) {
                inspectable.add(point);
            }
            int sound = 0;
            int visits = random.nextInt(1 + diligence);
            for (int visit = 0; visit < visits; visit++) {
                boolean counts = random.nextInt(5) > 0;
                long id =
                        season.visit(task, point, FIRST.plusDays(visit), counts ? "VALID" : "INVALID", "STREET_PATROL");
                int found = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
                for (int seq = 1; seq <= found; seq++) {
                    boolean order = random.nextInt(3) > 0;
                    long finding = season.finding(id, seq, order ? "ORDERED" : "CORRECTED_ON_SPOT");
                    aftermath.of(finding, squad, point, order, counts && !excused);
                    supervised(finding, counts);
                }
                sound += counts ? 1 : 0;
                invalid += counts ? 0 : 1;
                findings += counts ? found : 0;
            }
            valid += sound;
            if (!excused) {
                required += rounds;
                made += Math.min(rounds, sound);
            }
        }
        int left = (int) Math.ceil(required * days / 12.0 - 1e-9);
        told.put("B1", Math.min(made, left) + "/" + left);
        told.put("B2", valid + "/" + (valid + invalid));
        told.put("D1", (checked - neglected) + "/" + checked);
        told.put("G1", findings + "/" + findings);
    }

    /** Of what should have been done and what was, some are enough and some are not. */
    private void supervised(long finding, boolean counts) {
        if (random.nextInt(3) > 0) {
            return;
        }
        List<String> steps = List.of("NONE", "ORDERED", "FILED");
        int wanted = random.nextInt(3);
        int done = random.nextInt(3);
        season.checked(finding, steps.get(wanted), steps.get(done));
        checked += counts ? 1 : 0;
        neglected += counts && done < wanted ? 1 : 0;
    }

    private void feedback() {
        int owed = 1;
        int inTime = 0;
        LocalDate due = LAST.plusDays(4);
        int finalDay = random.nextInt(3) - 1;
        boolean fedBack = acknowledged && random.nextInt(5) > 0;
        season.deadline(
                task,
                "feedback.final",
                endOf(due),
                fedBack ? at(due.plusDays(finalDay), 12) : null,
                fedBack ? null : at(due.plusDays(14), 0));
        inTime += fedBack && finalDay <= 0 ? 1 : 0;
        int interim = random.nextInt(3);
        for (int i = 0; i < interim; i++) {
            LocalDate friday = FIRST.plusDays(4 + 7L * i);
            int fate = random.nextInt(4);
            OffsetDateTime met = fate == 0 ? at(friday, 15) : fate == 1 ? at(friday.plusDays(1), 9) : null;
            OffsetDateTime cancelled =
                    fate == 2 ? at(friday.minusDays(1), 9) : fate == 3 ? at(friday.plusDays(2), 9) : null;
            season.deadline(task, "feedback.interim.due", endOf(friday), met, cancelled);
            owed += fate == 2 ? 0 : 1;
            inTime += fate == 0 ? 1 : 0;
        }
        told.put("E1", inTime + "/" + owed);

        boolean accepted = random.nextInt(5) > 0;
        List<Boolean> returned = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            returned.add(true);
        }
        returned.add(false);
        if (fedBack) {
            season.fedBack(task, returned, accepted);
        }
        told.put("E2", !fedBack ? "0/0" : (accepted && returned.size() == 1 ? "1" : "0") + "/1");
    }

    private void information(int target, int days) {
        int inTime = 0;
        int adopted = 0;
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean onTime = random.nextBoolean();
            boolean used = random.nextBoolean();
            boolean returned = random.nextInt(5) == 0;
            season.item(campaign, squad, onTime, used, returned);
            inTime += onTime && !returned ? 1 : 0;
            adopted += used && !returned ? 1 : 0;
        }
        int wanted = target == 0 ? 0 : Math.max(1, (target * days + 11) / 12);
        told.put("F1", inTime + "/" + wanted);
        told.put("F2", adopted + "/" + (target == 0 ? 0 : 1));
    }

    /** Of points given to the squad and of others, before, in and after its own days. */
    private void complaints(int days) {
        int closed = 0;
        int inTime = 0;
        for (int i = random.nextInt(9); i > 0; i--) {
            String point = Season.point(squad, 1 + random.nextInt(10));
            int day = random.nextInt(16) - 2;
            boolean open = random.nextInt(4) == 0;
            boolean late = random.nextInt(3) == 0;
            season.complaint(squad, point, FIRST.plusDays(day), open ? null : late);
            boolean counts = !open && inspectable.contains(point) && day >= 0 && day < days;
            closed += counts ? 1 : 0;
            inTime += counts && !late ? 1 : 0;
        }
        told.put("G2", inTime + "/" + closed);
    }

    /** Filed at random, closed or open, with files that were marked and others that were not. */
    private void cases() {
        int settled = 0;
        int kept = 0;
        int files = 0;
        int marks = 0;
        LocalDate today = LocalDate.of(2023, 1, 12);
        for (int i = random.nextInt(6); i > 0; i--) {
            int age = 60 + random.nextInt(60);
            int lasted = random.nextInt(3) == 0 ? -1 : random.nextInt(age + 1);
            String code = season.filed(
                    campaign, squad, i, today.minusDays(age), lasted < 0 ? null : today.minusDays(age - lasted));
            boolean late = (lasted < 0 ? age : lasted) > 90;
            settled += late || lasted >= 0 ? 1 : 0;
            kept += !late && lasted >= 0 ? 1 : 0;
            if (random.nextInt(3) == 0) {
                int score = random.nextInt(101);
                boolean fatal = random.nextInt(4) == 0;
                season.marked(code, score, fatal);
                files++;
                marks += fatal ? 0 : score;
            }
        }
        told.put("D2", kept + "/" + settled);
        told.put("D3", marks + "/" + 100 * files);
    }

    private void lookBack(String lookBack, boolean counts) {
        String looking = season.task(lookBack, squad);
        int drawn = aftermath.skip(lookBack, squad, counts);
        int done = 0;
        for (int number = 10; number < 10 + random.nextInt(6); number++) {
            String point = Season.point(squad, number);
            int rounds = 1 + random.nextInt(2);
            boolean removed = random.nextInt(6) == 0;
            season.sample(lookBack, squad, point, rounds, removed);
            int sound = 0;
            for (int visit = random.nextInt(4); visit > 0; visit--) {
                boolean inWindow = random.nextInt(4) > 0;
                boolean valid = random.nextInt(5) > 0;
                LocalDate day = inWindow ? LAST.plusDays(1 + random.nextInt(30)) : LAST.plusDays(31);
                season.visit(looking, point, day, valid ? "VALID" : "PENDING", "STREET_PATROL");
                sound += inWindow && valid ? 1 : 0;
            }
            drawn += removed ? 0 : 1;
            done += !removed && sound >= rounds ? 1 : 0;
        }
        if (counts) {
            told.put("C3", done + "/" + drawn);
        }
    }

    static Map<String, Map<String, String>> bySquad(List<Ledger> ledgers) {
        Map<String, Map<String, String>> bySquad = new HashMap<>();
        ledgers.forEach(ledger -> bySquad.put(ledger.squad, ledger.told));
        return bySquad;
    }
}
