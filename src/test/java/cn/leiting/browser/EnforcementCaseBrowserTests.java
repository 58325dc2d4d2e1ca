package cn.leiting.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingStory;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Outcome;
import cn.leiting.casework.Status;
import cn.leiting.catalogue.Point;
import cn.leiting.fieldwork.Patrol;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One ordinary case from the finding to the closing: what is confirmed and decided in Tasklist, what is written on our
 * pages, and the register that shows it; the party stays on our pages.
 */
@LeitingStory
@ExtendWith(OutputCaptureExtension.class)
class EnforcementCaseBrowserTests {

    private static final String NAME = "欧阳试用";
    private static final String NUMBER = "310118199001011231";
    private static final String PHONE = "13812345678";
    private static final String FACTS = "当事人于2023年1月11日在徐泾镇人行道上设摊经营，占用人行道约三平方米，影响行人通行，有现场照片和现场检查笔录为证，当事人无异议。";
    private static final String BASIS = "《上海市市容环境卫生管理条例》第二十五条";

    private static Chromium chromium;
    private final Map<String, Page> windows = new HashMap<>();

    @LocalServerPort
    private int port;

    @Autowired
    private Patrol patrol;

    @Autowired
    private Cases cases;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    @BeforeAll
    static void open(@LocalServerPort int port) {
        chromium = Chromium.at(port);
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void anOrdinaryCaseGoesFromTheFindingToTheClosing(CapturedOutput output) {
        String code = found();
        assertThat(row(code)).contains("已登记案源");

        register(code);
        investigate(code);
        propose(code);
        clock("2023-01-20T09:00"); // five working days after the notice have gone by
        decide(code);
        perform(code);

        assertThat(cases.get(code).outcome()).isEqualTo(Outcome.FINE_ORDINARY);
        assertThat(row(code)).contains("已结案");
        assertThat(shown("supervision1", "/cases/" + code))
                .contains(
                        "检查发现",
                        "占道设摊",
                        "办案期限",
                        "按期完成",
                        "罚款300元",
                        "直接送达",
                        "2023年1月20日",
                        "已结案",
                        "欧**",
                        "310***********1231")
                .doesNotContain(NAME, NUMBER, PHONE);
        assertThat(output.getAll()).doesNotContain(NAME, NUMBER, PHONE);
        assertThat(chromium.requestsElsewhere()).isEmpty();
    }

    /** Answers the code of the case. */
    private String found() {
        ObjectNode visit = patrol.stall(patrol.running("TH-2048-31", Patrol.XUJING), patrol.point(Point.Kind.ROAD));
        Patrol.finding(visit, "VIO_STALL").put("disposition", "CASE");
        JsonNode stored =
                Client.of("xujing1", port).post("/api/field/inspections", visit).json();
        clock("2023-01-12T09:05");
        return stored.get("findings").get(1).get("case").asText();
    }

    private void register(String code) {
        Locator party = form("xujing1", code, "party", null, "保存");
        select(party, "当事人类型", "公民");
        fill(party, "姓名或者名称", NAME);
        select(party, "证件类型", "居民身份证");
        fill(party, "证件号码", NUMBER);
        fill(party, "联系电话", PHONE);
        save(party);

        accepted(of("xujing1", code, "registerSource")
                .check("属于城管执法职权")
                .check("轻微")
                .check("违法事实确凿")
                .complete());
        accepted(of("xujingDecide1", code, "fileCase")
                .check("立案")
                .add("承办人", "徐泾镇城管中队队员1")
                .add("承办人", "徐泾镇城管中队队员2")
                .fill("依据或者理由", "符合立案条件，属于本镇管辖。")
                .complete());
        assertThat(cases.get(code).status()).isEqualTo(Status.INVESTIGATING);
    }

    private void investigate(String code) {
        Locator evidence = form("xujing1", code, "inquiry", "登记证据", "登记证据");
        fill(evidence, "名称", "现场照片四张");
        save(evidence);
        Locator document = form("xujing1", code, "inquiry", "登记文书", "登记文书");
        fill(document, "名称", "现场检查笔录");
        save(document);

        accepted(of("xujing1", code, "investigate").check("事实已经查清").complete());
    }

    private void propose(String code) {
        Locator proposal = form("xujing1", code, "penalty", "填写处理意见", "保存处理意见");
        fill(proposal, "违法事实和证据", FACTS);
        fill(proposal, "裁量因素（每行一条）", "当事人配合调查");
        select(proposal, "行为时年龄", "已满十八周岁");
        select(proposal, "危害后果", "危害后果轻微");
        select(proposal, "处罚种类（拟处罚的填写）", "罚款");
        fill(proposal, "罚款（元）", "300");
        fill(proposal, "处理理由", "事实清楚，证据确凿，程序合法。");
        save(proposal);
        accepted(of("xujing2", code, "proposePenalty").check("处理意见已经写明").complete());

        Locator notice = form("xujing1", code, "penalty", "填写告知书", "保存告知书");
        assertThat(notice.getByLabel("罚款（元）").inputValue()).startsWith("300");
        fill(notice, "处罚依据", BASIS);
        notice.getByLabel("告知陈述、申辩的权利").check();
        save(notice);
        accepted(of("xujing1", code, "giveNotice").check("告知书已经送达").complete());
    }

    private void decide(String code) {
        Locator decision = form("xujing1", code, "penalty", "填写决定", "保存决定内容");
        fill(decision, "决定书文号", "徐府罚〔2023〕31号");
        fill(decision, "履行方式和期限（给予处罚的填写）", "自收到决定书之日起十五日内到银行缴纳。");
        save(decision);

        accepted(of("xujingDecide1", code, "decidePenalty").check("按处理页所写").complete());
        assertThat(cases.get(code).status()).isEqualTo(Status.DECIDED);
    }

    private void perform(String code) {
        accepted(of("xujing1", code, "serveDecision")
                .check("直接送达")
                .date("送达日期", "2023/01/20")
                .fill("送达凭证", "送达回证一份")
                .complete());
        accepted(of("xujing1", code, "recordPerformance")
                .check("登记缴款")
                .date("缴款或者办理日期", "2023/01/20")
                .fill("缴款金额", "300")
                .check("银行缴纳")
                .fill("票据号", "票2023-31")
                .complete());
        accepted(of("xujing2", code, "closeCase")
                .select("结案方式", Outcome.FINE_ORDINARY.label())
                .check("案卷材料齐全")
                .complete());
    }

    /**
     * A form of one of the case's pages.
     *
     * @param folded what it is folded under, if at all
     */
    private Locator form(String person, String code, String page, String folded, String button) {
        Page window = window(person);
        window.navigate("/cases/" + code + "/" + page);
        if (folded != null) {
            window.locator("summary").getByText(folded).click();
        }
        return window.locator("form")
                .filter(new Locator.FilterOptions()
                        .setHas(window.getByText(button, new Page.GetByTextOptions().setExact(true))));
    }

    private static void fill(Locator form, String label, String text) {
        form.getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).fill(text);
    }

    private static void select(Locator form, String label, String option) {
        form.getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).selectOption(option);
    }

    private static void save(Locator form) {
        Page page = form.page();
        form.locator("button").click();
        page.locator("main [role=status], main [role=alert]").first().waitFor();
        assertThat(page.locator("main [role=status], main [role=alert]").first().innerText())
                .isEqualTo("已保存。");
    }

    /** Opened and claimed; neither the task nor a variable says anything of the party. */
    private Tasklist of(String person, String code, String key) {
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(code)
                .taskDefinitionKey("userTask_" + key)
                .singleResult()
                .getId();
        Tasklist opened = new Tasklist(window(person)).open(task);
        assertThat(window(person).content()).contains(code).doesNotContain(NAME, NUMBER, PHONE);
        assertThat(inTheEngine(code)).isPositive();
        assertThat(List.of(NAME, NUMBER, PHONE))
                .allSatisfy(word -> assertThat(inTheEngine(word)).isZero());
        return opened;
    }

    private String row(String code) {
        Page page = window("xujing1");
        page.navigate("/cases");
        return page.locator("#register tr")
                .filter(new Locator.FilterOptions().setHasText(code))
                .innerText();
    }

    private String shown(String person, String path) {
        Page page = window(person);
        page.navigate(path);
        return page.locator("main").innerText();
    }

    private Page window(String person) {
        return windows.computeIfAbsent(person, chromium::loggedIn);
    }

    private void clock(String to) {
        Client.Answer moved = Client.of("admin", port).put("/api/demo/clock", Map.of("now", to));
        assertThat(moved.json().has("pending")).as(moved.body()).isFalse();
    }

    /** How many rows of the engine hold the word. */
    private int inTheEngine(String word) {
        return jdbc.sql("""
                        select (select count(*) from act_ru_variable where position(:word in text_) > 0)
                            + (select count(*) from act_hi_varinst where position(:word in text_) > 0)
                            + (select count(*) from act_hi_comment where position(:word in message_) > 0)
                            + (select count(*) from act_hi_op_log where position(:word in new_value_) > 0)
                            + (select count(*) from act_ge_bytearray
                               where position(convert_to(:word, 'UTF8') in bytes_) > 0)
                        """).param("word", word).query(Integer.class).single();
    }

    private static void accepted(Response response) {
        assertThat(response.status())
                .as(response.ok() ? response.url() : response.text())
                .isBetween(200, 204);
    }
}
