package cn.leiting.casework;

import cn.leiting.calendar.Parameters;
import cn.leiting.disposition.Dispositions;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 当事人类别：of which kind a case's party is, and as whom the law takes it where it sets limits (行政处罚法第五十一条). */
@Component
public class PartyKinds {

    public enum Kind {
        CITIZEN("公民"),
        ORGANISATION("法人或者其他组织"),
        SOLE_TRADER("个体工商户");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    private final JdbcClient jdbc;
    private final Parameters parameters;

    PartyKinds(JdbcClient jdbc, Parameters parameters) {
        this.jdbc = jdbc;
        this.parameters = parameters;
    }

    public Kind of(long party) {
        return jdbc.sql("select kind from party where id = ?")
                .param(party)
                .query(Kind.class)
                .single();
    }

    /** A sole trader as the parameter {@code soleTrader.as} of that day says. */
    public Dispositions.PartyKind takenAs(Kind kind, LocalDate on) {
        return Dispositions.PartyKind.valueOf(
                kind == Kind.SOLE_TRADER ? parameters.text("soleTrader.as", on) : kind.name());
    }
}
