package cn.leiting.site;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

import cn.leiting.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

class ProblemsTests {

    private static final Clock NOTICE_DAY =
            Clock.fixed(Instant.parse("2023-01-12T01:00:00Z"), ZoneId.of("Asia/Shanghai"));

    private final MockMvc calls = MockMvcBuilders.standaloneSetup(new Counter())
            .setControllerAdvice(new ErrorPages(new PageFrame(null, NOTICE_DAY, false), null))
            .setValidator(validator())
            .build();

    record Extension(
            @NotNull @PastOrPresent LocalDate endDate,
            @NotNull @Size(min = 5, max = 500) String reason,
            @Size(max = 2) List<@NotNull String> squads) {

        @AssertTrue(message = "结束日期须在本年度内。")
        boolean isOfTheYear() {
            return endDate == null || endDate.getYear() == 2023;
        }
    }

    /** Fails in every way a room can fail. */
    @RestController
    static class Counter {

        @PostMapping("/api/extension")
        void extend(@Valid @RequestBody Extension extension) {}

        @GetMapping("/api/due")
        void due(@RequestParam LocalDate from, @RequestParam @Min(1) int days) {}

        @GetMapping({"/api/failure/{kind}", "/failure/{kind}"})
        void fail(@PathVariable String kind) {
            throw switch (kind) {
                case "refusal" -> Refusal.conflict("任务已办结，不能再反馈。");
                case "wrapped" -> new ProcessEngineException("ENGINE-03051", Refusal.notFound("没有这个中队。"));
                case "coded" -> new Coded();
                case "lock" -> new OptimisticLockingFailureException("row was updated");
                case "engineLock" -> new OptimisticLockingException("ENGINE-03005");
                case "duplicate" -> new DuplicateKeyException("violates unique constraint \"x\"");
                case "engineRight" -> new AuthorizationException("user", "READ", "Task", "1");
                default -> new IllegalStateException("secret " + kind);
            };
        }

        @GetMapping("/programmes/{year}")
        void ofYear(@PathVariable int year) {}
    }

    static class Coded extends Refusal {

        private static final long serialVersionUID = 1L;

        Coded() {
            super(Kind.INVALID, "尚未载入2030年的工作日历。", "CALENDAR_MISSING");
        }
    }

    private static LocalValidatorFactoryBean validator() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("clock", NOTICE_DAY);
        var validator = new LocalValidatorFactoryBean();
        validator.setConfigurationInitializer(configuration -> new ChineseValidation()
                .theBureausRules(beans.getBeanProvider(Clock.class))
                .customize(configuration));
        validator.afterPropertiesSet();
        return validator;
    }

    @Test
    void tellsEveryFieldInChineseWhateverTheBrowserSpeaks() throws Exception {
        calls.perform(post("/api/extension")
                        .locale(Locale.ENGLISH)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"endDate\":\"2023-01-20\",\"reason\":\"短\",\"squads\":[\"a\",\"b\",\"c\"]}"))
                .andExpect(status().is(422))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.title").value("内容有误"))
                .andExpect(jsonPath("$.errors", hasSize(3)))
                .andExpect(jsonPath("$.errors[?(@.field=='reason')].message").value("长度须在5到500之间"))
                .andExpect(jsonPath("$.errors[?(@.field=='squads')].message").value("长度不能超过2"))
                .andExpect(jsonPath("$.errors[?(@.field=='endDate')].message").value("不能晚于现在"))
                .andExpect(jsonPath("$.detail", containsString("reason 长度须在5到500之间")));
    }

    @Test
    void aRuleOverSeveralFieldsBringsItsOwnSentence() throws Exception {
        extend("{\"endDate\":\"2022-12-31\",\"reason\":\"天气原因顺延\"}")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.detail").value("提交的内容不符合要求：结束日期须在本年度内。"));
    }

    @Test
    void theBureausTodayIsNotInTheFuture() throws Exception {
        extend("{\"endDate\":\"2023-01-12\",\"reason\":\"天气原因顺延\"}").andExpect(status().isOk());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"endDate":"gestern"}                           | 422 | endDate
                    {"endDate":"2023-01-12","squads":{"a":1}}       | 422 | squads
                    """)
    void aValueOfTheWrongTypeNamesItsField(String body, int status, String field) throws Exception {
        extend(body)
                .andExpect(status().is(status))
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.errors[0].message").value("填写有误"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"endDate\":", "", "null", "[]"})
    void whatIsNotTheRightJsonIsTold(String body) throws Exception {
        extend(body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("提交的内容不是所要求的 JSON。"))
                .andExpect(jsonPath("$.errors", hasSize(0)));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/due?days=5, from, 不能为空",
        "/api/due?from=x&days=5, from, 填写有误",
        "/api/due?from=2023-01-19&days=0, days, 不能小于1"
    })
    void aParameterIsToldLikeAField(String url, String field, String message) throws Exception {
        calls.perform(get(url))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.errors[0].message").value(message));
    }

    @ParameterizedTest
    @CsvSource({
        "refusal, 409, 任务已办结，不能再反馈。",
        "wrapped, 404, 没有这个中队。",
        "coded, 422, 尚未载入2030年的工作日历。",
        "lock, 409, 内容刚被别人修改，请刷新后重试。",
        "engineLock, 409, 内容刚被别人修改，请刷新后重试。",
        "duplicate, 409, 内容与已有的记录冲突，没有保存，请核对后重试。",
        "engineRight, 403, 您没有查看或办理此项内容的权限。"
    })
    void everyKnownFailureHasItsStatusAndSentence(String kind, int status, String sentence) throws Exception {
        calls.perform(get("/api/failure/" + kind))
                .andExpect(status().is(status))
                .andExpect(jsonPath("$.status").value(status))
                .andExpect(jsonPath("$.detail").value(sentence));
    }

    @Test
    void aCodeReachesTheCaller() throws Exception {
        calls.perform(get("/api/failure/coded")).andExpect(jsonPath("$.code").value("CALENDAR_MISSING"));
    }

    @Test
    void theUnforeseenIsAReferenceNotASecret() throws Exception {
        calls.perform(get("/api/failure/boom"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.detail").value(matchesPattern(".*编号 [0-9a-f]{8} .*。")))
                .andExpect(content().string(not(containsString("secret"))));
    }

    @Test
    void aMethodThatIsNotThereIsTold() throws Exception {
        calls.perform(post("/api/due"))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(jsonPath("$.detail").value("这个地址不支持此项操作。"));
    }

    @Test
    void aPageFailsWithAPage() throws Exception {
        calls.perform(get("/failure/refusal"))
                .andExpect(status().isConflict())
                .andExpect(view().name("error"))
                .andExpect(model().attribute("problem", Problem.of(Refusal.conflict("任务已办结，不能再反馈。"))));
    }

    @Test
    void anAddressThatIsNoYearIsNotFound() throws Exception {
        calls.perform(get("/programmes/abc")).andExpect(status().isNotFound()).andExpect(view().name("error"));
    }

    private ResultActions extend(String body) throws Exception {
        return calls.perform(
                post("/api/extension").contentType(MediaType.APPLICATION_JSON).content(body));
    }
}
