package cn.leiting.inquiry;

import cn.leiting.casework.Cases;
import cn.leiting.shared.Refusal;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 结案前解除强制措施：of a case that is closed nobody is reminded, so nothing may be held any longer (行政强制法第二十八条);
 * refused in the transaction of the closing or termination.
 */
@Component
class MeasuresAtClosing {

    private final JdbcClient jdbc;
    private final Cases cases;

    MeasuresAtClosing(JdbcClient jdbc, Cases cases) {
        this.jdbc = jdbc;
        this.cases = cases;
    }

    @EventListener
    void refuse(Cases.Settled settled) {
        boolean held = jdbc.sql("select exists (select from coercive_measure where case_code = ? and ended_on is null)")
                .param(settled.code())
                .query(Boolean.class)
                .single();
        if (held && cases.get(settled.code()).isClosed()) {
            throw Refusal.conflict("案件" + settled.code() + "还有先行登记保存或者查封、扣押的物品没有处理，不能结案（行政处罚法第五十六条、行政强制法第二十八条）。");
        }
    }
}
