package cn.leiting.programme;

import cn.leiting.programme.PlannedCampaign.MonthStatus;
import cn.leiting.programme.PlannedCampaign.State;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** 青城管执〔2023〕2号：what the notice of 2023 and its annex say, and nothing else but the notes. */
record Notice(
        int year,
        Deliveries.Document document,
        int minCampaigns,
        String leadLeader,
        String responsibleUnit,
        String annualGoal,
        Map<Integer, String> monthGoals,
        List<Row> rows) {

    record Row(
            int seq,
            @Nullable Integer annexSeq,
            String focus,
            String theme,
            @Nullable Integer month,
            @Nullable String note) {

        /** The annex prints a column, not a date. */
        private PlannedCampaign planned() {
            MonthStatus status = month == null ? MonthStatus.THEME_ONLY : MonthStatus.CELL_ONLY;
            return new PlannedCampaign(annexSeq, theme, focus, status, month, null, note, State.OPEN, null, null, 1);
        }
    }

    static Notice read() {
        try (var file = new ClassPathResource("notice-2023.yaml").getInputStream()) {
            Object facts = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return JsonMapper.builder().addModule(new JavaTimeModule()).build().convertValue(facts, Notice.class);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    Draft table() {
        List<@Nullable String> goals =
                IntStream.rangeClosed(1, 12).mapToObj(monthGoals::get).toList();
        return new Draft(document.title(), annualGoal, minCampaigns, leadLeader, responsibleUnit, goals, List.of());
    }

    Map<Integer, PlannedCampaign> planned() {
        return rows.stream().collect(Collectors.toMap(Row::seq, Row::planned));
    }
}
