package cn.leiting.overview;

import static cn.leiting.overview.Rounds.XUJING;
import static cn.leiting.overview.Rounds.ZHAOXIANG;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@LeitingTest
class SquadShareTests {

    private static final String FIGURES = """
            {"pointsAssigned": 20, "pointsExcused": 0, "pointsInspected": 13, "inspections": 14, "invalidInspections": 0,
             "personTimes": 28, "findings": 2, "findingsByViolation": {"VIO_SPILLAGE": 2}, "educated": 0,
             "correctedOnSpot": 2, "ordered": 0, "cases": 0, "transferred": 0, "withoutDisposition": 0, "openPoints": 7}
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private Rounds rounds;

    @Test
    void showsTheFiguresOfNowBeforeTheFirstFeedback() {
        String code = rounds.dispatched("TH-2071-21", ZHAOXIANG);
        rounds.acknowledged(code + ":" + ZHAOXIANG, "zhaoxiangLead");
        rounds.visits(code + ":" + ZHAOXIANG, 3, "VIO_SPILLAGE");

        assertThat(share("zhaoxiang1", code))
                .contains("待编勤务方案", "应查20个", "已查3个", "覆盖率15.0%", "3次，出动6人次", "运输途中泄漏、撒落3起", "还没有提交反馈。", "不作为考核依据");
    }

    @Test
    void eachVersionKeepsItsFiguresWithWhatWasSaidOfIt() {
        String code = rounds.dispatched("TH-2071-22", ZHAOXIANG);
        String task = code + ":" + ZHAOXIANG;
        rounds.fedBack(task, 1, FIGURES, "还有7个点位没有检查。");
        rounds.visits(task, 1, "VIO_STALL");

        assertThat(share("supervision1", code))
                .containsSubsequence("数据块（现在）", "已查1个", "占道设摊1起")
                .containsSubsequence("最终反馈第1版", "已查13个，未查7个，覆盖率65.0%", "14次，出动28人次", "运输途中泄漏、撒落2起")
                .containsSubsequence("自动核对", "还有7个点位没有检查。", "执法协调科审核", "退回", "缺陷：覆盖不足", "请补查剩余点位。");
    }

    @Test
    void aSquadLearnsWhatSupervisionLooksAtOnlyWhenItsTaskHasEnded() {
        String code = rounds.dispatched("TH-2071-23", ZHAOXIANG, XUJING);
        String task = code + ":" + ZHAOXIANG;
        rounds.sampled(task, "P-310118105-0004");

        assertThat(share("supervision1", code)).contains("督查抽查点位", "P-310118105-0004", "随机种子8365");
        assertThat(share("zhaoxiangLead", code)).doesNotContain("督查抽查点位", "P-310118105-0004");
        assertThat(share("zhaoxiangTown1", code)).doesNotContain("P-310118105-0004");

        rounds.ended(task, "FAILED", "中队逾期未反馈。");
        assertThat(share("zhaoxiangLead", code)).contains("未完成", "中队逾期未反馈。", "P-310118105-0004");
    }

    @Test
    void inspectionsArePagedFromTheNewestOn() {
        String code = rounds.dispatched("TH-2071-24", ZHAOXIANG);
        rounds.visits(code + ":" + ZHAOXIANG, 120, "VIO_SPILLAGE");

        String first = share("lead1", code);
        String second = page("lead1", older(first));
        String third = page("lead1", older(second));

        assertThat(visits(first)).isEqualTo(50);
        assertThat(first).contains("2023年1月12日 10:00").doesNotContain("2023年1月12日 09:10");
        assertThat(visits(second)).isEqualTo(50);
        assertThat(second).contains("2023年1月12日 09:10", "2023年1月12日 08:21").doesNotContain("2023年1月12日 08:20");
        assertThat(visits(third)).isEqualTo(20);
        assertThat(third).contains("2023年1月12日 08:20", "2023年1月12日 08:01").doesNotContain("更早的检查记录");
    }

    @Test
    void coordinationVoidsARecordWhereItReadsTheFigures() {
        String code = rounds.dispatched("TH-2071-25", ZHAOXIANG);
        String task = code + ":" + ZHAOXIANG;
        rounds.visits(task, 1, "VIO_SPILLAGE");
        assertThat(share("supervision1", code)).doesNotContain("作废原因");
        Matcher form = Pattern.compile("/field/inspections/[0-9a-f-]{36}/void").matcher(share("coordination1", code));
        assertThat(form.find()).isTrue();

        Client.Answer answer =
                Client.of("coordination1", port).form(form.group(), Map.of("reason", "点位登记错误。", "task", task));

        assertThat(answer.raw().headers().firstValue("Location").orElse(""))
                .endsWith("/campaigns/" + code + "/squads/" + ZHAOXIANG + "#inspections");
        assertThat(share("zhaoxiangLead", code)).contains("点位登记错误。", "另有作废1次");
    }

    private static String older(String page) {
        Matcher link = Pattern.compile("href=\"([^\"]+before=\\d+)\"").matcher(page);
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static int visits(String page) {
        return page.split("街面巡查", -1).length - 1;
    }

    private String share(String person, String campaign) {
        return page(person, "/campaigns/" + campaign + "/squads/" + ZHAOXIANG);
    }

    private String page(String person, String path) {
        Client.Answer answer = Client.of(person, port).get(path);
        assertThat(answer.status()).as(path + " by " + person).isEqualTo(200);
        return answer.body();
    }
}
