package cn.leiting.score;

import cn.leiting.score.Calculation.Booked;
import cn.leiting.score.Calculation.Corrected;
import cn.leiting.score.Calculation.Draft;
import cn.leiting.score.Calculation.Inputs;
import cn.leiting.score.ScoreCard.Item;
import cn.leiting.score.ScoreCard.Status;
import cn.leiting.shared.Refusal;
import cn.leiting.tally.Tally;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cards and corrections as they are stored: as many as there are in one statement. */
@Component
class CardRows {

    /** Writes what a card depends on in one way only: the fields in their order, maps by their keys, numbers plain. */
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** @param rubric by which the campaign was first scored; null before */
    record Scored(
            String campaign,
            Stage stage,
            String status,
            String campaignStatus,
            @Nullable String rubric) {

        void refuseUnlessOpen() {
            if (status.equals("LOCKED")) {
                throw Refusal.conflict("评分已锁定，不能再更改。");
            }
            if (campaignStatus.equals("CANCELLED")) {
                throw Refusal.conflict("行动已取消，不计分。");
            }
        }
    }

    /** A squad's newest version. */
    record Stored(
            String squad,
            int version,
            Status status,
            @Nullable Integer rank,
            String inputs) {}

    /** @param raw what had been counted when it was decided */
    record Correction(
            Stage stage, String squad, Indicator indicator, BigDecimal numerator, BigDecimal denominator, String raw) {

        static Correction of(Inputs inputs, Indicator indicator, Corrected figures) {
            Tally tally = inputs.tally();
            return new Correction(
                    inputs.stage(),
                    tally.squad(),
                    indicator,
                    figures.numerator(),
                    figures.denominator(),
                    canonical(tally.count(indicator.name())));
        }

        /** Of this stage; in the final one also of the provisional one, while what was counted is the same. */
        static SortedMap<Indicator, Corrected> inForce(List<Correction> all, Tally tally, Stage stage) {
            SortedMap<Indicator, Corrected> inForce = new TreeMap<>();
            all.stream()
                    .sorted(Comparator.comparing(Correction::stage))
                    .filter(one -> one.squad.equals(tally.squad()) && one.stage.compareTo(stage) <= 0)
                    .filter(one -> one.stage == stage || one.raw.equals(canonical(tally.count(one.indicator.name()))))
                    .forEach(one ->
                            inForce.put(one.indicator, Corrected.of(one.indicator, one.numerator, one.denominator)));
            return inForce;
        }
    }

    private record Sent(
            String squad,
            int version,
            Status status,
            @Nullable BigDecimal base,
            @Nullable BigDecimal bonus,
            @Nullable BigDecimal deduction,
            @Nullable BigDecimal total,
            @Nullable String grade,
            @Nullable Integer rank,
            String rubric,
            String inputs,
            String reason,
            List<Item> items,
            List<Booked> booked) {}

    private final JdbcClient jdbc;

    CardRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String canonical(Object value) {
        try {
            return CANONICAL.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Inputs inputs(String canonical) {
        return read(canonical, new TypeReference<Inputs>() {});
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return CANONICAL.readValue(json, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored in another shape: " + json, broken);
        }
    }

    /** Until the transaction ends nobody else computes it; refuses an unknown one. */
    Scored lock(String scoring) {
        return jdbc.sql("""
                        select scoring.campaign, scoring.stage, scoring.status, campaign.status as campaign_status,
                               (select rubric
                                from score_card
                                where score_card.campaign = scoring.campaign
                                order by id
                                limit 1) as rubric
                        from scoring
                                 join campaign on campaign.code = scoring.campaign
                        where scoring.code = ?
                        for no key update of scoring
                        """)
                .param(scoring)
                .query(Scored.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("没有编号为“" + scoring + "”的评分。"));
    }

    List<Stored> stored(String scoring) {
        return jdbc.sql("""
                        select distinct on (squad) squad, version, status, rank, inputs
                        from score_card
                        where scoring = ?
                        order by squad, version desc
                        """).param(scoring).query(Stored.class).list();
    }

    /** The newest of each stage, squad and indicator of the campaign. */
    List<Correction> corrections(String campaign) {
        return jdbc.sql("""
                        select distinct on (stage, squad, indicator)
                               split_part(scoring, ':', 2) as stage, squad, indicator, numerator, denominator, raw
                        from score_correction
                        where campaign = ?
                        order by stage, squad, indicator, id desc
                        """).param(campaign).query(Correction.class).list();
    }

    void correct(String scoring, String campaign, Correction correction, String reason, String by, Instant at) {
        jdbc.sql("""
                        insert into score_correction (scoring, campaign, squad, indicator, numerator, denominator, raw,
                                                      reason, by_whom, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        scoring,
                        campaign,
                        correction.squad(),
                        correction.indicator().name())
                .params(correction.numerator(), correction.denominator(), correction.raw(), reason, by)
                .param(at.atOffset(ZoneOffset.UTC))
                .update();
    }

    record Version(Draft draft, int number, String reason) {

        private Sent sent() {
            Inputs inputs = draft.inputs();
            return new Sent(
                    draft.squad(),
                    number,
                    draft.status(),
                    draft.base(),
                    draft.bonus(),
                    draft.deduction(),
                    draft.total(),
                    draft.grade(),
                    draft.rank(),
                    inputs.rubric(),
                    canonical(inputs),
                    reason,
                    draft.items(),
                    draft.booked());
        }
    }

    void insert(String scoring, Scored of, List<Version> versions, String by, Instant at) {
        jdbc.sql("""
                        with sent as (
                            select *
                            from jsonb_to_recordset(:sent::jsonb) as card
                                (squad text, version integer, status text, base numeric, bonus numeric, deduction numeric,
                                 total numeric, grade text, rank integer, rubric text, inputs text, reason text,
                                 items jsonb, booked jsonb)),
                        card as (
                            insert into score_card (scoring, campaign, stage, squad, version, status, base, bonus, deduction,
                                                    total, grade, rank, rubric, inputs, inputs_hash, reason, computed_by,
                                                    computed_at)
                            select :scoring, :campaign, :stage, squad, version, status, base, bonus, deduction, total, grade,
                                   rank, rubric, inputs, encode(sha256(convert_to(inputs, 'UTF8')), 'hex'), reason, :by, :at
                            from sent
                            returning id, squad),
                        item as (
                            insert into score_item (card, indicator, weight, numerator, denominator, ratio, applicable,
                                                    reason, points)
                            select card.id, item.*
                            from card
                                     join sent using (squad)
                                     cross join jsonb_to_recordset(items) as item
                                (indicator text, weight numeric, numerator numeric, denominator numeric, ratio numeric,
                                 applicable boolean, reason text, points numeric))
                        insert into score_card_adjustment (card, code, count, points)
                        select card.id, booked.*
                        from card
                                 join sent using (squad)
                                 cross join jsonb_to_recordset(booked) as booked (code text, count integer, points numeric)
                        """)
                .param("sent", canonical(versions.stream().map(Version::sent).toList()))
                .param("scoring", scoring)
                .param("campaign", of.campaign())
                .param("stage", of.stage().name())
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
