package cn.leiting.whereabouts;

import cn.leiting.joint.JointFile;
import cn.leiting.joint.JointFile.Invitation;
import cn.leiting.joint.JointFile.Part;
import cn.leiting.timekeeping.Timing.Reading;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 一览：what Cockpit's tab shows of a thing that has no squads of its own.
 *
 * @param state in words
 * @param note said under the table
 */
record Table(String state, List<String> columns, List<List<String>> rows, String note) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    /** The statutory clocks of a case; no word about its party. */
    static Table of(String state, List<Reading> clocks) {
        List<List<String>> rows = clocks.stream()
                .map(clock -> List.of(
                        clock.timing().kind().label(),
                        day(clock.due()),
                        clock.words(),
                        clock.due() == null || clock.isSettled() ? "—" : Integer.toString(clock.left())))
                .toList();
        return new Table(state, List.of("期限", "最后一日", "状态", "剩余日数"), rows, "当事人信息不在此显示。");
    }

    /** Who was asked to a joint operation and what came of it. */
    static Table of(JointFile file) {
        List<List<String>> rows = Stream.concat(
                        file.invitations().stream().map(Table::row),
                        file.squads().stream().map(Table::row))
                .toList();
        return new Table(
                file.operation().status().label(),
                List.of("单位", "参加情况", "发函日期", "到场人数"),
                rows,
                "不参加是正常的答复，本系统不对其他单位作任何评价。");
    }

    private static List<String> row(Invitation invited) {
        return List.of(
                invited.name(),
                invited.inWords(),
                day(invited.letter() == null ? null : invited.letter().dated()),
                invited.outcome() == null
                        ? "—"
                        : invited.outcome().attended() ? invited.outcome().persons() + "人" : "未到场");
    }

    private static List<String> row(Part part) {
        return List.of(part.name(), part.inWords(), "—", "—");
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "—" : DAY.format(day);
    }
}
