package cn.leiting.trail;

import cn.leiting.score.Indicator;
import cn.leiting.score.ScoreCards.Versioned;
import cn.leiting.tally.Trace;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 计分依据：the records behind each indicator of each version of a card (domain 6.1 no. 3), kept as they were counted:
 * what is corrected later changes the next version, not this one.
 */
@Component
@Transactional
public class CardRecords {

    private static final JsonMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private record Sent(String squad, String indicator, List<Trace> records) {}

    private final JdbcClient jdbc;

    CardRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where nothing was counted anew, the version before says what was. */
    @EventListener
    void keep(Versioned cards) {
        List<Sent> sent = new ArrayList<>();
        cards.versions()
                .keySet()
                .forEach(squad -> cards.records().getOrDefault(squad, List.of()).stream()
                        .collect(Collectors.groupingBy(Trace::indicator))
                        .forEach((indicator, records) -> sent.add(new Sent(squad, indicator, records))));
        jdbc.sql("""
                        with version as (
                            select key as squad, value::integer as number
                            from jsonb_each_text(:versions::jsonb)),
                        sent as (
                            select *
                            from jsonb_to_recordset(:sent::jsonb) as one (squad text, indicator text, records jsonb))
                        insert into score_record (scoring, squad, version, indicator, records)
                        select :scoring, squad, number, indicator, records
                        from version
                                 join sent using (squad)
                        union all
                        select :scoring, version.squad, number, indicator, records
                        from version
                                 join score_record earlier
                                      on earlier.scoring = :scoring
                                          and earlier.squad = version.squad
                                          and earlier.version = version.number - 1
                        where not exists (select from sent where sent.squad = version.squad)
                        """)
                .param("versions", write(cards.versions()))
                .param("sent", write(sent))
                .param("scoring", cards.scoring())
                .update();
    }

    /** Empty for a version of an earlier release, which kept none; an empty list where there was nothing to count. */
    @Transactional(readOnly = true)
    public Optional<List<Trace>> of(String scoring, String squad, int version, Indicator indicator) {
        return jdbc.sql("""
                        select coalesce(max(records::text) filter (where indicator = :indicator), '[]')
                        from score_record
                        where scoring = :scoring
                          and squad = :squad
                          and version = :version
                        having count(*) > 0
                        """)
                .param("scoring", scoring)
                .param("squad", squad)
                .param("version", version)
                .param("indicator", indicator.name())
                .query(String.class)
                .optional()
                .map(CardRecords::read);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Trace> read(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored in another shape: " + json, broken);
        }
    }
}
