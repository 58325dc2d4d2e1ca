package cn.leiting.enactment;

import cn.leiting.catalogue.Violation;
import cn.leiting.enactment.Enactments.Outcome;
import cn.leiting.enactment.Enactments.Result;
import cn.leiting.shared.Period;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** 目录的下一稿：the catalogue as it will be, one version taken after the other; what is to be stored of it. */
final class NextCatalogue {

    private final LocalDate today;
    private final Map<String, TreeMap<LocalDate, Violation>> byCode = new HashMap<>();
    private final Map<String, LocalDate> judged;
    private final List<Violation> added = new ArrayList<>();
    private final List<Violation> replaced = new ArrayList<>();
    private final List<Violation> ended = new ArrayList<>();

    NextCatalogue(LocalDate today, List<Violation> known, Map<String, LocalDate> judged) {
        this.today = today;
        this.judged = judged;
        known.forEach(this::put);
    }

    private void put(Violation version) {
        byCode.computeIfAbsent(version.code(), code -> new TreeMap<>())
                .put(version.valid().from(), version);
    }

    Result take(Violation version) {
        try {
            return new Result(taken(version), "");
        } catch (Refusal refused) {
            return new Result(Outcome.REFUSED, refused.sentence());
        }
    }

    private Outcome taken(Violation version) {
        TreeMap<LocalDate, Violation> others = byCode.getOrDefault(version.code(), new TreeMap<>());
        LocalDate from = version.valid().from();
        Violation same = others.get(from);
        if (version.equals(same)) {
            return Outcome.UNCHANGED;
        }
        refuseOverlap(version, others.higherEntry(from));
        if (same == null) {
            Map.Entry<LocalDate, Violation> before = others.lowerEntry(from);
            if (before != null && before.getValue().valid().contains(from)) {
                end(before.getValue(), from.minusDays(1));
            }
            added.add(version);
            put(version);
            return Outcome.ADDED;
        }
        if (version.equals(ending(same, version.valid().to()))) {
            end(same, version.valid().to());
            return Outcome.ENDED;
        }
        if (!from.isAfter(today)) {
            throw Refusal.invalid("该版本已经适用，不能改写；规定有修改的，请登记从修改之日起的新版本。");
        }
        if (!added.remove(same)) {
            replaced.add(same);
            ended.remove(same);
        }
        added.add(version);
        put(version);
        return Outcome.REPLACED;
    }

    private static void refuseOverlap(Violation version, Map.@Nullable Entry<LocalDate, Violation> next) {
        if (next != null && version.valid().contains(next.getKey())) {
            throw Refusal.invalid("与从" + day(next.getKey()) + "起适用的版本重叠，请填写在它之前的截止日期。");
        }
    }

    private void end(Violation version, @Nullable LocalDate last) {
        LocalDate used = judged.get(version.code());
        if (last != null
                && used != null
                && used.isAfter(last)
                && version.valid().contains(used)) {
            throw Refusal.invalid("已有" + day(used) + "的案件按原来的版本办结，该版本不能在此之前截止。");
        }
        Violation shorter = ending(version, last);
        if (added.remove(version)) {
            added.add(shorter);
        } else {
            ended.removeIf(one -> one.code().equals(shorter.code())
                    && one.valid().from().equals(shorter.valid().from()));
            ended.add(shorter);
        }
        put(shorter);
    }

    private static Violation ending(Violation version, @Nullable LocalDate last) {
        return new Violation(
                version.code(),
                version.name(),
                version.legalBasis(),
                version.precondition(),
                version.maxCorrectionDays(),
                new Period(version.valid().from(), last),
                version.lawVersion(),
                version.competent(),
                version.fineMin(),
                version.fineMax(),
                version.note());
    }

    private static String day(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    List<Violation> added() {
        return added;
    }

    /** As they are stored, to make room. */
    List<Violation> replaced() {
        return replaced;
    }

    /** With their new last day. */
    List<Violation> ended() {
        return ended;
    }
}
