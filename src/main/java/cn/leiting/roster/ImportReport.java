package cn.leiting.roster;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** 导入报告：what became of each row of the people's file, in the file's order; no passwords. */
public record ImportReport(List<Row> rows) {

    public enum Outcome {
        CREATED("新增", "已新增人员和账号。"),
        UPDATED("更新", "已更新。"),
        UNCHANGED("未变", "与已登记的资料相同。"),
        /** Nothing of the row is stored; the sentence says why. */
        REFUSED("退回", "");

        private final String label;
        private final String sentence;

        Outcome(String label, String sentence) {
            this.label = label;
            this.sentence = sentence;
        }

        public String label() {
            return label;
        }

        String sentence() {
            return sentence;
        }
    }

    /** @param line of the file, the header being line 1 */
    public record Row(int line, String userId, String name, Outcome outcome, String sentence) {}

    public ImportReport {
        rows = List.copyOf(rows);
    }

    public long count(Outcome outcome) {
        return rows.stream().filter(row -> row.outcome() == outcome).count();
    }

    /** How many rows of each outcome. */
    public Map<Outcome, Long> totals() {
        return Arrays.stream(Outcome.values())
                .collect(Collectors.toMap(outcome -> outcome, this::count, (one, other) -> one, LinkedHashMap::new));
    }
}
