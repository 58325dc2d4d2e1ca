package cn.leiting.lexicon;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.paper.PaperForm;
import cn.leiting.paper.PaperForms;
import cn.leiting.score.AdjustmentCode;
import cn.leiting.score.Indicator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.HistoricProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.HistoricTaskPermissions;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.task.DelegationState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;

/** Whatever the audit can tell is told in words. */
@LeitingTest
class LexiconTests {

    /** Texts that are names, official codes or numbers, and stand for themselves or for somebody with a name. */
    private static final Set<String> NO_CODES = Set.of(
            "annual_programme.annual_goal",
            "campaign.squads",
            "further_improvement.squads",
            "handover.from_user",
            "handover.to_user",
            "inspection.voided_by",
            "inspection_point.merged_into",
            "inspection_point.squad_code",
            "leader_designation.deputy_id",
            "leader_designation.officer_id",
            "leader_designation.squad_code",
            "look_back_sample.removed_reason",
            "mail_address.changed_by",
            "parameter.value",
            "person.groups",
            "person.unit_code",
            "planned_campaign.campaign_code",
            "planned_campaign.theme",
            "point_excusal.assignment",
            "point_excusal.decided_by",
            "point_excusal.point",
            "post.unit_code",
            "post.user_id",
            "score_adjustment.confirmed_by",
            "score_adjustment.squad",
            "score_adjustment.withdrawn_by",
            "score_appeal.squad",
            "squad_succession.predecessor",
            "squad_succession.successor",
            "squad_succession.withdrawn_by",
            "supervision_visit.assignment",
            "supervision_visit.squad",
            "work_calendar_table.document");

    /** Codes of which the database knows the shape only. */
    private static final Map<String, Class<? extends Enum<?>>> BY_SHAPE =
            Map.of("score_adjustment.code", AdjustmentCode.class, "score_appeal.indicator", Indicator.class);

    /** What the engine calls the rights that it gives. */
    private static final List<Class<? extends Enum<?>>> PERMISSIONS = List.of(
            Permissions.class,
            TaskPermissions.class,
            ProcessDefinitionPermissions.class,
            ProcessInstancePermissions.class,
            BatchPermissions.class,
            HistoricTaskPermissions.class,
            HistoricProcessInstancePermissions.class,
            SystemPermissions.class);

    @Autowired
    private Lexicon lexicon;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private List<PaperForms> papers;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private ManagementService management;

    private record Watched(
            String table,
            String part,
            String type,
            @Nullable String codes) {

        private String name() {
            return table + "." + part;
        }

        private List<String> each() {
            return codes == null ? List.of() : List.of(codes.split(","));
        }
    }

    private List<Watched> watched() {
        return jdbc.sql("""
                        select tgrelid::regclass::text as "table", part,
                               format_type(attribute.atttypid, attribute.atttypmod) as type,
                               (select string_agg(distinct code[1], ',')
                                from pg_constraint rule,
                                     regexp_matches(pg_get_constraintdef(rule.oid), '''([A-Za-z0-9_]+)''::text', 'g') code
                                where rule.conrelid = tgrelid
                                  and rule.contype = 'c'
                                  and rule.conkey = array [attribute.attnum]) as codes
                        from pg_trigger,
                             lateral unnest((string_to_array(encode(tgargs, 'escape'), '\\000'))[2 :]) as part,
                             lateral (select * from pg_attribute where attrelid = tgrelid and attname = part) attribute
                        where tgfoid = 'audit_watch'::regproc
                          and tgname = 'audit_changed'
                        order by 1, 2
                        """).query(Watched.class).list();
    }

    @Test
    void everyCodeThatTheAuditCanTellHasAWord() {
        List<Watched> texts =
                watched().stream().filter(one -> one.type().startsWith("text")).toList();
        assertThat(texts).hasSizeGreaterThan(60);
        List<String> raw = new ArrayList<>();

        for (Watched one : texts) {
            List<String> codes = BY_SHAPE.containsKey(one.name())
                    ? names(BY_SHAPE.get(one.name()))
                    : one.name().equals("paper_choice.kind")
                            ? papers.stream()
                                    .flatMap(room -> room.forms().stream())
                                    .map(PaperForm::kind)
                                    .toList()
                            : one.each();
            if (codes.isEmpty() && !NO_CODES.contains(one.name())) {
                raw.add(one.name() + " is neither a code nor known to be none");
            }
            codes.stream()
                    .filter(code -> !isChinese(lexicon.wordFor(one.table(), one.part(), code)))
                    .forEach(code -> raw.add(one.name() + " " + code));
        }

        assertThat(raw).as("to be added to words.txt").isEmpty();
    }

    /** Where an enum has the same codes, people know them by its words. */
    @Test
    void wordsAreThoseOfThePages() throws IOException {
        List<Map<String, String>> labels = labels();
        assertThat(labels).hasSizeGreaterThan(80);
        List<Watched> coded =
                watched().stream().filter(one -> !one.each().isEmpty()).toList();
        assertThat(coded).hasSizeGreaterThan(25);

        for (Watched one : coded) {
            Map<String, String> words = one.each().stream()
                    .collect(toMap(
                            code -> code,
                            code -> Objects.requireNonNullElse(lexicon.wordFor(one.table(), one.part(), code), code)));
            List<Map<String, String>> same = labels.stream()
                    .filter(label -> label.keySet().equals(words.keySet()))
                    .toList();
            if (!same.isEmpty()) {
                assertThat(same).as(one.name()).contains(words);
            }
        }
    }

    @Test
    void everyPropertyOfTheEngineIsToldInWords() {
        for (DelegationState state : DelegationState.values()) {
            assertThat(lexicon.wordFor(Lexicon.ENGINE, "delegation", state.name()))
                    .isNotNull();
        }
        for (Resources resource : Resources.values()) {
            assertThat(lexicon.wordFor(Lexicon.ENGINE, "resource", resource.resourceName()))
                    .as(resource.resourceName())
                    .isNotNull();
        }
        for (Class<? extends Enum<?>> permissions : PERMISSIONS) {
            assertThat(names(permissions))
                    .allSatisfy(name -> assertThat(lexicon.wordFor(Lexicon.ENGINE, "permissions", name))
                            .as(name)
                            .isNotNull());
        }
        for (int type :
                new int[] {Authorization.AUTH_TYPE_GLOBAL, Authorization.AUTH_TYPE_GRANT, Authorization.AUTH_TYPE_REVOKE
                }) {
            assertThat(lexicon.wordFor(Lexicon.ENGINE, "type", String.valueOf(type)))
                    .isNotNull();
        }
    }

    /** A job's line names its step; {@code asyncBefore} and timers are what jobs are made for. Other tests deploy models. */
    @Test
    void everyStepThatAJobCanStandAtIsToldByItsName() {
        List<String> steps = repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .filter(model ->
                        new ClassPathResource("bpmn/" + StringUtils.getFilename(model.getResourceName())).exists())
                .flatMap(model ->
                        management.createJobDefinitionQuery().processDefinitionId(model.getId()).list().stream())
                .map(JobDefinition::getActivityId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();

        assertThat(steps)
                .hasSizeGreaterThan(30)
                .allSatisfy(step -> assertThat(isChinese(lexicon.wordFor(Lexicon.ENGINE, "step", step)))
                        .as(step)
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "squad_task   | state      | \"RETURNED\"                     | 退回整改",
                "enforcement_case | hard   | true                             | 是",
                "enforcement_case | refused | false                           | 否",
                "campaign     | starts_on  | \"2023-01-20\"                   | 2023年1月20日",
                "campaign     | suspended_on | null                           | 空",
                "complaint    | closed_at  | \"2023-01-20T02:03:04.5+00:00\"  | 2023年1月20日 10:03",
                "campaign     | squads     | [\"310118106\"]                  | 徐泾镇城管中队（310118106）",
                "campaign     | squads     | []                               | 无",
                "info_item    | channels   | [\"WECHAT\",\"GOV_SITE\"]        | 微信公众号、政务网站",
                "post         | user_id    | \"legal1\"                       | 法制科科员1（legal1）",
                "person       | groups     | [\"leadXujing\"]                 | 徐泾镇城管中队（负责人）（leadXujing）",
                "planned_campaign | month  | 12                               | 12月",
                "stall_zone   | weekdays   | [1,7]                            | 星期一、星期日",
                "stall_zone   | radius_m   | 30                               | 30",
                "             | delegation | \"PENDING\"                      | 已委派",
                "             | permissions | \"READ, UPDATE\"               | 查看、修改",
                "             | dueDate    | \"1674180000000\"                | 2023年1月20日 10:00",
                "             | assignee   | \"xujing1\"                      | 徐泾镇城管中队队员1（xujing1）",
                "             | value      | \"9999-99-99\"                   | 9999-99-99"
            })
    void tellsValuesAsPeopleKnowThem(@Nullable String table, String part, String value, String told)
            throws JsonProcessingException {
        assertThat(lexicon.reading().value(table, part, new ObjectMapper().readTree(value)))
                .isEqualTo(told);
    }

    @Test
    void tellsKeysPartByPart() {
        assertThat(lexicon.reading().key("TH-2023-01:310118106")).isEqualTo("TH-2023-01:徐泾镇城管中队（310118106）");
        assertThat(lexicon.reading().key("2023-01-20")).isEqualTo("2023年1月20日");
    }

    private static boolean isChinese(@Nullable String word) {
        return word != null && word.matches(".*\\p{IsHan}.*");
    }

    private static List<String> names(@Nullable Class<? extends Enum<?>> codes) {
        return Arrays.stream(Objects.requireNonNull(codes).getEnumConstants())
                .map(Enum::name)
                .toList();
    }

    /** Of every enum of the product that has words: its codes with them. */
    private static List<Map<String, String>> labels() throws IOException {
        List<Map<String, String>> labels = new ArrayList<>();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:cn/leiting/*/*.class")) {
            String path = file.getURL().toString();
            if (path.contains("test-classes")) {
                continue;
            }
            try {
                Class<?> type = Class.forName(
                        path.substring(path.indexOf("cn/leiting/"), path.length() - 6)
                                .replace('/', '.'),
                        false,
                        LexiconTests.class.getClassLoader());
                if (type.isEnum()) {
                    var label = type.getDeclaredMethod("label");
                    label.setAccessible(true);
                    Map<String, String> words = new HashMap<>();
                    for (Object constant : type.getEnumConstants()) {
                        words.put(((Enum<?>) constant).name(), String.valueOf(label.invoke(constant)));
                    }
                    labels.add(words);
                }
            } catch (NoSuchMethodException withoutWords) {
                continue;
            } catch (ReflectiveOperationException | LinkageError broken) {
                throw new AssertionError(path, broken);
            }
        }
        return labels;
    }
}
