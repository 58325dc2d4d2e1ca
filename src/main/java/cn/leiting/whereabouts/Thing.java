package cn.leiting.whereabouts;

import cn.leiting.shared.Actor;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 事项：what a process instance is about, by the business key that the product gave it (contract, section 3).
 *
 * @param instance the process instance: the running one, or the last that ran
 * @param root the one that nobody called
 * @param process the model's name
 * @param endedAt null while it runs
 * @param completed false where it was ended before its end
 */
public record Thing(
        String key,
        String instance,
        String root,
        String process,
        LocalDateTime since,
        @Nullable LocalDateTime endedAt,
        boolean completed) {

    /** To whom the pages of a kind are open (contract, section 6); a squad's people find only their own behind them. */
    private enum Readers {
        CAMPAIGNS("squad|town|dept|bureauLeadership|leadLeader|districtViceHead"),
        CASES("squad|town|decide|review|deptLegal|deptSupervision"),
        HARD_CASES("squad|town|decide|review|deptLegal|deptSupervision|deptCoordination|"
                + "bureauLeadership|leadLeader|districtViceHead"),
        INFORMATION("squad|dept|bureauLeadership|leadLeader|districtViceHead"),
        JOINT("squad|agency|dept|bureauLeadership|leadLeader|districtViceHead"),
        LOOK_BACKS("squad|town|deptCoordination|deptSupervision|bureauLeadership|leadLeader|districtViceHead"),
        REPORTS("town|dept|bureauLeadership|leadLeader|districtViceHead"),
        SCORES("squad|deptCoordination|deptSupervision|bureauLeadership|leadLeader|districtViceHead");

        private final Pattern groups;

        Readers(String beginnings) {
            this.groups = Pattern.compile("(" + beginnings + ")([A-Z]\\w*)?");
        }

        private boolean have(Actor actor) {
            return actor.groups().stream()
                    .anyMatch(group -> groups.matcher(group).matches());
        }
    }

    private record Kind(
            Pattern key,
            String name,
            @Nullable String page,
            @Nullable String squads,
            Readers readers) {}

    private static final List<Kind> KINDS = List.of(
            kind("TH-(\\d{4})", "年度计划", "/programmes/$1", null, Readers.CAMPAIGNS),
            ofSquads("(TH-\\d{4}-\\d{2,4})", "专项行动", "/campaigns/$1", ""),
            kind("(LB-\\d{4}-\\d{2,4})", "365回头看", "/look-backs/$1", "/api/look-backs/$1/squads", Readers.LOOK_BACKS),
            ofSquads("(FI-\\d{4}-\\d{2,4})", "365再提升", "/improvements/$1", ""),
            ofSquads("(TH-\\d{4}-\\d{2,4}):(\\d{9})", "中队任务", "/campaigns/$1", "/squads/$2"),
            ofSquads("(LB-\\d{4}-\\d{2,4}):(\\d{9})", "回头看中队任务", "/look-backs/$1", "/squads/$2"),
            ofSquads("(FI-\\d{4}-\\d{2,4}):(\\d{9})", "再提升中队任务", "/improvements/$1", "/squads/$2"),
            kind("SC-(\\d{4}-\\d{2,4}):(PROVISIONAL|FINAL)", "行动评分", "/campaigns/TH-$1/scores", null, Readers.SCORES),
            kind("(SR-\\d{4}-\\d{3,9})", "专报", "/reports/$1", null, Readers.REPORTS),
            kind("(INFO-\\d{4}-\\d{4,9})", "信息", "/publicity/$1", null, Readers.INFORMATION),
            kind("(HC-\\d{4}-\\d{3,9})", "疑难案件", "/hard-cases/$1", null, Readers.HARD_CASES),
            kind("(JO-\\d{4}-\\d{3,9})", "联合执法", "/joint/$1", null, Readers.JOINT),
            kind("(CASE-\\d{9}-\\d{4}-\\d{6})", "案件", "/cases/$1", null, Readers.CASES),
            kind("AA-(\\d{4})", "年度考核", "/scores/$1", null, Readers.SCORES));

    private static Kind kind(String key, String name, String page, @Nullable String squads, Readers readers) {
        return new Kind(Pattern.compile(key), name, page, squads, readers);
    }

    private static Kind ofSquads(String key, String name, String whole, String part) {
        return kind(key, name, whole + part, "/api" + whole + "/squads", Readers.CAMPAIGNS);
    }

    /** 专项行动, 案件 and so on; the model's name for what has no number of ours. */
    public String kind() {
        return found().map(found -> found.kind.name()).orElse(process);
    }

    /** Our page of it, as its address here; null: it has none. */
    public @Nullable String page() {
        return pageOf(key);
    }

    /** Our page of what has that number; null: there is none. */
    public static @Nullable String pageOf(String key) {
        return found(key).map(found -> found.address(found.kind.page())).orElse(null);
    }

    /** The same for those to whom it is open; null also for others, to whom a way would be a dead end. */
    public static @Nullable String pageOf(String key, Actor reader) {
        return found(key)
                .filter(found -> found.kind.readers().have(reader))
                .map(found -> found.address(found.kind.page()))
                .orElse(null);
    }

    /** The call that tells how its squads stand; null: it has none. */
    @Nullable
    String squads() {
        return found().map(found -> found.address(found.kind.squads())).orElse(null);
    }

    /** The code of the only squad that it is about, of those whose number names one; null: it names none. */
    @Nullable
    String squad() {
        Matcher named = Pattern.compile("(?:CASE-|.+:)(\\d{9})(?:-.+)?").matcher(key);
        return named.matches() ? named.group(1) : null;
    }

    /** Whether everybody who follows the campaigns may know where it is. */
    boolean isCommon() {
        return key.matches("(TH|LB|FI)-\\d{4}(-\\d{2,4})?");
    }

    private Optional<Found> found() {
        return found(key);
    }

    private static Optional<Found> found(String key) {
        return KINDS.stream()
                .flatMap(kind -> Stream.ofNullable(Found.of(kind, key)))
                .findFirst();
    }

    private record Found(Kind kind, Matcher key) {

        private static @Nullable Found of(Kind kind, String text) {
            Matcher key = kind.key().matcher(text);
            return key.matches() ? new Found(kind, key) : null;
        }

        private @Nullable String address(@Nullable String pattern) {
            return pattern == null ? null : key.replaceFirst(pattern);
        }
    }
}
