package cn.leiting.wall;

import cn.leiting.campaign.Campaign;
import cn.leiting.improvement.Improvement;
import cn.leiting.lookback.LookBack;
import cn.leiting.wall.Bar.Kind;
import cn.leiting.wall.Bar.Shade;
import cn.leiting.wall.WallRows.Lasting;
import cn.leiting.wall.WallRows.Task;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes bars of what was read: their words, shades, lights and links. */
final class Bars {

    private final int year;
    private final LocalDate today;
    private final Map<String, List<Task>> tasks;
    private final boolean lookBacks;

    /** @param lookBacks whether their pages are open to who looks; else the bar leads to the campaign */
    Bars(int year, LocalDate today, Map<String, List<Task>> tasks, boolean lookBacks) {
        this.lookBacks = lookBacks;
        this.year = year;
        this.today = today;
        this.tasks = tasks;
    }

    Bar of(Lasting lasting) {
        String code = lasting.code();
        return new Bar(
                lasting.kind(),
                code,
                lasting.displayNo() == null ? "" : "雷霆" + lasting.displayNo() + "号",
                lasting.title(),
                lasting.from(),
                lasting.to(),
                shade(lasting),
                state(lasting),
                standing(code == null ? List.of() : tasks.getOrDefault(code, List.of())),
                link(lasting.kind(), code));
    }

    private static Standing standing(List<Task> tasks) {
        return Standing.of(
                (int) tasks.stream().filter(Task::takesPart).count(),
                (int) tasks.stream().filter(Task::isDone).count(),
                tasks.stream().mapToInt(Task::late).sum(),
                tasks.stream().mapToInt(Task::level).max().orElse(-1));
    }

    private String link(Kind kind, @Nullable String code) {
        return switch (kind) {
            case PLANNED -> "/programmes/" + year + "#planned";
            case CAMPAIGN -> "/campaigns/" + code;
            case LOOK_BACK ->
                lookBacks
                        ? "/look-backs/" + code
                        : "/campaigns/" + String.valueOf(code).replace("LB", "TH");
            case IMPROVEMENT -> "/improvements/" + code;
        };
    }

    private String state(Lasting lasting) {
        return switch (lasting.kind()) {
            case PLANNED -> "未启动";
            case CAMPAIGN -> {
                Campaign.Status status = Campaign.Status.valueOf(lasting.status());
                yield status == Campaign.Status.APPROVED ? byDay(lasting) : status.label();
            }
            case LOOK_BACK -> LookBack.Status.valueOf(lasting.status()).label();
            case IMPROVEMENT -> Improvement.Status.valueOf(lasting.status()).label();
        };
    }

    private String byDay(Lasting lasting) {
        return switch (shadeByDay(lasting)) {
            case COMING -> "待开始";
            case RUNNING -> "进行中";
            default -> "待办结";
        };
    }

    private Shade shade(Lasting lasting) {
        return switch (lasting.kind()) {
            case PLANNED -> Shade.PLANNED;
            case CAMPAIGN ->
                switch (Campaign.Status.valueOf(lasting.status())) {
                    case DRAFT, SUBMITTED -> Shade.PLANNED;
                    case APPROVED -> shadeByDay(lasting);
                    case CLOSED -> Shade.DONE;
                    case SUSPENDED, CANCELLED, REJECTED -> Shade.STOPPED;
                };
            case LOOK_BACK ->
                switch (LookBack.Status.valueOf(lasting.status())) {
                    case BEGUN, DRAWN, CONFIRMED, SUPERVISED -> shadeByDay(lasting);
                    case CLOSED, PUBLICIZED, FINISHED -> Shade.DONE;
                };
            case IMPROVEMENT ->
                switch (Improvement.Status.valueOf(lasting.status())) {
                    case PROPOSED, SUBMITTED -> Shade.PLANNED;
                    case RUNNING -> shadeByDay(lasting);
                    case EVALUATED -> Shade.DONE;
                    case DROPPED, REJECTED -> Shade.STOPPED;
                };
        };
    }

    private Shade shadeByDay(Lasting lasting) {
        if (today.isBefore(lasting.from())) {
            return Shade.COMING;
        }
        return today.isAfter(lasting.to()) ? Shade.ENDING : Shade.RUNNING;
    }
}
