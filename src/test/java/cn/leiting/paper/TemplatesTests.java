package cn.leiting.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.office.Word;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Days of 2049 belong to these tests; whoever writes papers then writes them with what is chosen here. */
@LeitingTest
class TemplatesTests {

    private static final String KIND = "case-service-receipt";
    private static final String SPOT = "case-on-the-spot-decision";

    @LocalServerPort
    private int port;

    @Autowired
    private Templates templates;

    @Test
    void everyTemplateOfTheProductFitsItsForm() {
        assertThat(templates.forms()).hasSizeGreaterThanOrEqualTo(12).allSatisfy(form -> {
            for (PaperForm.Edition edition : form.editions()) {
                TemplateFile.of(form, "模板.docx", TemplateFile.shipped(edition), edition.mustSay());
            }
        });
    }

    @Test
    void theTemplateOfADayIsTheOneChosenLastForTheLatestDayBefore() {
        LocalDate day = LocalDate.of(2049, 3, 1);
        byte[] file = templates.file(KIND, 0);
        int spring = templates.upload(KIND, "春.docx", file, day, "legal1");
        int again = templates.upload(KIND, "春更正.docx", file, day, "legal1");
        int earlier = templates.upload(KIND, "冬.docx", file, day.minusDays(10), "legal1");
        templates.use(KIND, 0, day.plusDays(5), "legal2");

        assertThat(no(day.minusDays(11))).isZero();
        assertThat(no(day.minusDays(10))).isEqualTo(earlier);
        assertThat(no(day.minusDays(1))).isEqualTo(earlier);
        assertThat(no(day)).isEqualTo(again).isGreaterThan(spring);
        assertThat(no(day.plusDays(4))).isEqualTo(again);
        assertThat(no(day.plusDays(5))).isZero();
        assertThat(templates.terms(KIND))
                .filteredOn(term -> !term.isIdle())
                .extracting(Templates.Term::no)
                .containsExactly(0, earlier, again, 0);
        assertThat(Client.of("legal1", port).get("/templates/" + KIND).body())
                .contains("春更正.docx", "2049年2月28日", "2049年3月5日", "今后");
    }

    private int no(LocalDate on) {
        return templates.inForce(KIND, on).no();
    }

    @Test
    void aTemplateOf2023ServesNoDecisionOf2024() {
        assertThat(Word.text(templates.inForce(SPOT, LocalDate.of(2023, 12, 31)).content()))
                .doesNotContain("应当先");
        assertThat(Word.text(templates.inForce(SPOT, LocalDate.of(2024, 1, 1)).content()))
                .contains("应当先");
        assertThatThrownBy(() -> templates.use(SPOT, 0, LocalDate.of(2049, 1, 1), "legal1"))
                .isInstanceOf(Refusal.class)
                .hasMessage("自适用之日起，模板中须写明“应当先”。");
        assertThatThrownBy(() ->
                        templates.upload(SPOT, "旧.docx", templates.file(SPOT, 0), LocalDate.of(2049, 1, 1), "legal1"))
                .hasMessage("自适用之日起，模板中须写明“应当先”。");
    }

    @Test
    void refusesDaysAndTemplatesThatThereAreNot() {
        assertThatThrownBy(() -> templates.use(KIND, 0, LocalDate.of(2019, 12, 31), "legal1"))
                .hasMessageContaining("适用之日应在2020年至2100年之间");
        assertThatThrownBy(() -> templates.use(KIND, -1, LocalDate.of(2049, 1, 1), "legal1"))
                .hasMessage("没有这一版随系统提供的模板。");
        assertThatThrownBy(() -> templates.inForce("case-nothing", LocalDate.of(2049, 1, 1)))
                .hasMessageContaining("没有文书种类");
    }

    @Test
    void eachKeeperSeesItsOwnTemplates() {
        Client legal = Client.of("legal1", port);
        Client office = Client.of("office1", port);

        assertThat(legal.get("/templates").body()).contains("送达回证", "行政处罚决定书").doesNotContain("联合执法邀请函");
        assertThat(office.get("/templates").body()).contains("专报", "联合执法邀请函").doesNotContain("送达回证");
        assertThat(Word.text(legal.bytes("/templates/" + KIND + ".docx"))).contains("{{method}}");
        assertThat(Word.text(legal.bytes("/templates/" + SPOT + "/-1.docx"))).contains("应当先");
        for (String person : List.of("office1", "supervision1", "xujing1", "xujingDecide1", "admin")) {
            Client other = Client.of(person, port);
            assertThat(other.get("/templates/" + KIND).status()).as(person).isEqualTo(403);
            assertThat(other.form("/templates/" + KIND + "/0/use", Map.of("from", "2049-01-01"))
                            .status())
                    .as(person)
                    .isEqualTo(403);
        }
        assertThat(legal.get("/templates/special-report").status()).isEqualTo(403);
    }
}
