package cn.leiting.dossier;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * 报送和发布时差：medians of a year's items from the event to the submission and on to the first publication, in the
 * order of the squads' codes. For information; nobody is ranked by it.
 */
@Controller
class Delays {

    private static final String ALL = "全部";

    /**
     * @param unit its name
     * @param items of which {@code published} were published
     * @param toSubmission minutes from the event, {@code toPublication} minutes from the submission to the first
     *     publication, {@code inAll} from the event to the first publication; null: none
     */
    record Delay(
            String unit,
            int items,
            int published,
            @Nullable Integer toSubmission,
            @Nullable Integer toPublication,
            @Nullable Integer inAll) {

        public String submitted() {
            return inWords(toSubmission);
        }

        public String publicized() {
            return inWords(toPublication);
        }

        public String whole() {
            return inWords(inAll);
        }

        private static String inWords(@Nullable Integer minutes) {
            if (minutes == null) {
                return "—";
            }
            return minutes < 60 ? minutes + "分钟" : minutes / 60 + "小时" + minutes % 60 + "分钟";
        }
    }

    private final JdbcClient jdbc;
    private final Organization organization;
    private final ItemReaders readers;
    private final Clock clock;

    Delays(JdbcClient jdbc, Organization organization, ItemReaders readers, Clock clock) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.readers = readers;
        this.clock = clock;
    }

    @GetMapping("/publicity/delays")
    @Transactional(readOnly = true)
    public String show(@RequestParam(required = false) @Nullable Integer year, Actor actor, Model model) {
        int shown = year == null ? LocalDate.now(clock).getYear() : Math.max(2020, Math.min(2100, year));
        model.addAttribute("year", shown);
        model.addAttribute("delays", of(shown, readers.only(actor)));
        return "publicity-delays";
    }

    /** @param only this squad's; null: all squads', the topics of 办公室, and all together */
    List<Delay> of(int year, @Nullable String only) {
        Map<String, Delay> measured =
                measured(year, only).stream().collect(Collectors.toMap(Delay::unit, Function.identity()));
        List<Delay> rows = new ArrayList<>();
        for (Squad squad : organization.squads(LocalDate.now(clock))) {
            if (only == null || only.equals(squad.code())) {
                rows.add(named(squad.name(), measured.get(squad.code())));
            }
        }
        if (only == null) {
            rows.add(named("办公室", measured.get("")));
            rows.add(named(ALL, measured.get(ALL)));
        }
        return rows;
    }

    private static Delay named(String unit, @Nullable Delay found) {
        Delay delay = Objects.requireNonNullElse(found, new Delay(unit, 0, 0, null, null, null));
        return new Delay(unit, delay.items, delay.published, delay.toSubmission, delay.toPublication, delay.inAll);
    }

    private List<Delay> measured(int year, @Nullable String only) {
        return jdbc.sql("""
                        with item as (
                            select coalesce(squad, '') as squad, delay_minutes,
                                   (select extract(epoch from min(published_at) - submitted_at) / 60
                                    from publication
                                    where item = code) as rest
                            from info_item
                            where event_at >= make_timestamptz(:year, 1, 1, 0, 0, 0, 'Asia/Shanghai')
                              and event_at < make_timestamptz(:year + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai')
                              and (:only::text is null or squad = :only))
                        select case when grouping(squad) = 1 then '全部' else squad end as unit, count(*) as items,
                               count(rest) as published,
                               round(percentile_cont(0.5) within group (order by delay_minutes))::integer as to_submission,
                               round(percentile_cont(0.5) within group (order by rest))::integer as to_publication,
                               round(percentile_cont(0.5) within group (order by delay_minutes + rest))::integer as in_all
                        from item
                        group by grouping sets ((squad), ())
                        """)
                .param("year", year)
                .param("only", only)
                .query(Delay.class)
                .list();
    }
}
