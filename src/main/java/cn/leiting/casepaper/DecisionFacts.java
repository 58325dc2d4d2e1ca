package cn.leiting.casepaper;

import static cn.leiting.casepaper.DocumentFacts.day;
import static cn.leiting.casepaper.DocumentFacts.text;
import static cn.leiting.casepaper.DocumentFacts.texts;

import cn.leiting.casepaper.DocumentFacts.Facts;
import cn.leiting.casepaper.DocumentFacts.Reading;
import cn.leiting.casework.EnforcementCase;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 决定文书内容：what the notice, the decisions and the receipt of service say. */
@Component
class DecisionFacts {

    private final JdbcClient jdbc;

    DecisionFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Facts> read(EnforcementCase found, DocumentKind kind) {
        return switch (kind) {
            case PRIOR_NOTICE -> query(found, """
                    select notified_on as on_day, facts, grounds, basis, kind, amount, confiscation, hearing_told
                    from prior_notice
                    where case_code = :code
                    order by no desc
                    limit 1
                    """, DecisionFacts::notice);
            case ON_THE_SPOT_DECISION -> query(found, """
                    select decided_on as on_day, decision_no, legal_basis, penalty_kind as kind, amount,
                           null::numeric as confiscation, statement, collected_on_spot, receipt_no
                    from on_the_spot_decision
                    where case_code = :code
                    """, DecisionFacts::onTheSpot);
            case PENALTY_DECISION, NO_PENALTY_DECISION -> decided(found, kind);
            case SERVICE_RECEIPT -> query(found, """
                    select served_on as on_day, decision_no, on_the_spot, method, proof
                    from performance
                    where case_code = :code
                      and served_on is not null
                    """, DecisionFacts::served);
            default -> Optional.empty();
        };
    }

    private Optional<Facts> query(EnforcementCase found, String sql, Reading reading) {
        return DocumentFacts.query(jdbc, found, sql, reading);
    }

    private static Map<String, String> notice(ResultSet row) throws SQLException {
        Map<String, String> texts = texts(row, "noticeFacts=facts", "grounds", "basis");
        texts.put("penalty", penalty(row));
        texts.put(
                "hearing",
                row.getBoolean("hearing_told")
                        ? "并可以在收到本告知书之日起五个工作日内要求听证（行政处罚法第六十三条、第六十四条）。"
                        : "拟作出的处罚不属于行政处罚法第六十三条规定的听证范围。");
        return texts;
    }

    private static Map<String, String> onTheSpot(ResultSet row) throws SQLException {
        Map<String, String> texts = texts(row, "decisionNo=decision_no", "law=legal_basis");
        texts.put("penalty", penalty(row));
        String statement = text(row, "statement");
        texts.put("statement", statement.isEmpty() ? "当事人未陈述、申辩。" : "当事人陈述、申辩：" + statement);
        texts.put(
                "payment",
                row.getBigDecimal("amount") == null
                        ? "本决定不涉及缴款。"
                        : row.getBoolean("collected_on_spot")
                                ? "罚款已当场收缴，收据编号" + row.getString("receipt_no") + "（行政处罚法第六十八条、第六十九条）。"
                                : "自收到本决定书之日起十五日内到指定的银行或者通过电子支付系统缴纳罚款（行政处罚法第六十七条）。");
        return texts;
    }

    private Optional<Facts> decided(EnforcementCase found, DocumentKind kind) {
        boolean penal = kind == DocumentKind.PENALTY_DECISION;
        return query(found, """
                select decided_on as on_day, decision_no, facts, basis, kind, amount, confiscation, performance, remedy,
                       education,
                       (select string_agg(text, '；' order by id)
                        from defence_statement
                        where defence_statement.case_code = decided.case_code
                          and defence_statement.kind <> 'WAIVER') as defence,
                       (select max(held_on)
                        from hearing
                        where hearing.case_code = decided.case_code
                          and ended_at is not null) as heard_on
                from penalty_decision decided
                where case_code = :code
                  and decided_at is not null
                  and (verdict = 'PENALTY') = :penal
                """.replace(":penal", String.valueOf(penal)), row -> {
            Map<String, String> texts =
                    texts(row, "decisionNo=decision_no", "decisionFacts=facts", "basis", "remedy", "education");
            texts.put("penalty", penal ? penalty(row) : "不予行政处罚");
            texts.put("payment", text(row, "performance"));
            String defence = text(row, "defence");
            String heard = row.getObject("heard_on") == null ? "" : "本机关于" + day(row, "heard_on") + "举行听证。";
            texts.put("defence", (defence.isEmpty() ? "当事人未提出陈述、申辩。" : "当事人提出：" + defence + "。") + heard);
            return texts;
        });
    }

    private static Map<String, String> served(ResultSet row) throws SQLException {
        Map<String, String> texts = texts(row, "proof");
        texts.put(
                "document",
                (row.getBoolean("on_the_spot") ? "当场行政处罚决定书（" : "行政处罚决定书（") + row.getString("decision_no") + "）");
        texts.put("servedOn", day(row, "on_day"));
        texts.put(
                "method",
                switch (row.getString("method")) {
                    case "ON_THE_SPOT" -> "当场交付";
                    case "DIRECT" -> "直接送达";
                    case "LEFT" -> "留置送达";
                    case "POST" -> "邮寄送达";
                    case "ELECTRONIC" -> "电子送达";
                    default -> "公告送达";
                });
        return texts;
    }

    private static String penalty(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        BigDecimal amount = row.getBigDecimal("amount");
        String said =
                switch (kind) {
                    case "WARNING" -> "警告";
                    case "CRITICISM" -> "通报批评";
                    case "SUSPEND_LICENCE" -> "暂扣许可证件";
                    case "DOWNGRADE" -> "降低资质等级";
                    case "REVOKE" -> "吊销许可证件";
                    case "RESTRICT" -> "限制开展生产经营活动";
                    case "STOP" -> "责令停产停业";
                    case "CLOSE" -> "责令关闭";
                    case "BAN" -> "限制从业";
                    default -> "";
                };
        return joined(said, money("罚款", amount), money("没收违法所得、非法财物，价值", row.getBigDecimal("confiscation")));
    }

    private static String joined(String... parts) {
        return Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("，并处"));
    }

    private static String money(String what, @Nullable BigDecimal yuan) {
        return yuan == null ? "" : what + yuan.stripTrailingZeros().toPlainString() + "元";
    }
}
