package cn.leiting.publicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.publicity.InfoForms.Check;
import cn.leiting.publicity.InfoForms.Edit;
import cn.leiting.publicity.InfoForms.Submission;
import cn.leiting.publicity.InfoItem.Status;
import cn.leiting.publicity.InfoJournal.Kind;
import cn.leiting.publicity.Publication.Channel;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class InfoItemsTests {

    private static final String ZHAOXIANG = "310118105";

    @Autowired
    private InfoItems items;

    @Autowired
    private InfoJournal journal;

    @Autowired
    private Publications publications;

    @Autowired
    private Stories stories;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Test
    void numbersItemsWithoutGaps() {
        String first = stories.submitted(ZHAOXIANG, null);
        assertThatThrownBy(() -> items.submit(stories.form("310118999", null, Duration.ofHours(1)), "zhaoxiang1"))
                .hasMessage("没有代码为“310118999”的中队。");
        String second = stories.submitted(null, null);

        assertThat(first).matches("INFO-2023-\\d{4}");
        assertThat(Integer.parseInt(second.substring(10))).isEqualTo(Integer.parseInt(first.substring(10)) + 1);
    }

    @Test
    void refusesTheSameTextOfTheSameSquadInDoorAndDatabase() {
        Submission form = stories.form(ZHAOXIANG, null, Duration.ofHours(1));
        String code = items.submit(form, "zhaoxiang1");
        String other = stories.submitted(ZHAOXIANG, null);

        assertThatThrownBy(() -> items.submit(form, "zhaoxiang2")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
            assertThat(refusal.sentence()).isEqualTo("标题和正文与" + code + "相同，不能重复报送。");
        });
        assertBreaks(
                "update info_item set text_hash = (select text_hash from info_item where code = ?) where code = ?",
                code,
                other);
        items.giveBack(code, "请补充成效。", "office1");
        assertThat(items.submit(form, "zhaoxiang1")).isNotEqualTo(code);
    }

    @Test
    void keepsEveryVersionOfTheTextAndNothingTwice() {
        String code = stories.submitted(ZHAOXIANG, null);
        Edit rewritten = new Edit("错时巡查见成效", null, Stories.NONE, Set.of(Channel.WECHAT), Set.of());

        items.adopt(code, rewritten, null, "office1");
        items.returnFromApproval(code, "请再核实。", "office2");
        items.adopt(code, rewritten, "已核实。", "office1");

        InfoItem item = items.get(code);
        assertThat(journal.versions(item)).extracting(InfoJournal.Version::no).containsExactly(2, 1);
        assertThat(items.text(code)).isEqualTo(new InfoItems.Text("错时巡查见成效", Stories.BODY));
        assertThat(journal.events(item))
                .extracting(event -> event.kind())
                .containsExactly(Kind.SUBMITTED, Kind.ADOPTED, Kind.APPROVAL_RETURNED, Kind.ADOPTED);
        assertThatThrownBy(() -> jdbc.sql("update info_text set body = body || '。' where no = 1")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> jdbc.sql("delete from info_event").update()).hasMessageContaining("never changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approved_by = edited_by", "checked_by = edited_by"})
    void separatesEditorAndApproverInTheDatabaseToo(String same) {
        String code = stories.approved(ZHAOXIANG);

        assertBreaks("update info_item set " + same + " where code = ?", code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adopted_at = null",
                "channels = '{}'",
                "channels = '{NEWS_MEDIA}'",
                "channels = '{NONE}'",
                "checks = '{LEGAL}'",
                "approved_by = null",
                "approved_at = null",
                "edited_by = null",
                "status = 'RETURNED'",
                "status = 'APPROVING'",
                "event_at = submitted_at + interval '1 minute'",
                "event_at = submitted_at - interval '31 days'",
                "adopted_at = submitted_at - interval '1 minute'",
                "code = 'INFO-2023-1'"
            })
    void holdsItsRulesInTheDatabase(String change) {
        String code = stories.approved(ZHAOXIANG);

        assertBreaks("update info_item set " + change + " where code = ?", code);
    }

    private void assertBreaks(String sql, Object... codes) {
        assertThatThrownBy(() -> jdbc.sql(sql).params(codes).update())
                .as(sql)
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void publishesTheTextAsItStandsOnEachApprovedChannel() {
        String code = stories.published(ZHAOXIANG);

        items.publishAlso(code, stories.place(Channel.OTHER, null, "社区宣传栏"), "office2");

        assertThat(items.get(code).status()).isEqualTo(Status.PUBLISHED);
        assertThat(publications.of(code))
                .extracting(Publication::channel)
                .containsExactly(Channel.WECHAT, Channel.OTHER);
        assertThat(publications.of(code))
                .extracting(Publication::title)
                .containsOnly(items.text(code).title());
        assertThatThrownBy(() ->
                        items.publishAlso(code, stories.place(Channel.GOV_SITE, "https://a.cn/1", null), "office2"))
                .hasMessage("审定的媒介不包括政务网站，不能登记。");
    }

    @Test
    void refusesAFurtherPublicationBeforeTheFirst() {
        String code = stories.approved(ZHAOXIANG);

        assertThatThrownBy(() -> items.publishAlso(code, stories.wechat(), "office1"))
                .hasMessage("信息" + code + "待发布，不能登记发布。");
        assertThat(publications.of(code)).isEmpty();
    }

    @Test
    void wantsAReasonForEveryNo() {
        String submitted = stories.submitted(ZHAOXIANG, null);
        String checking = stories.adopted(ZHAOXIANG, Check.LEGAL);
        String approving = stories.adopted(ZHAOXIANG);

        assertThatThrownBy(() -> items.giveBack(submitted, " ", "office1")).hasMessage("请填写退回意见。");
        assertThatThrownBy(() -> items.store(submitted, "留存", "office1")).hasMessage("留存意见不能少于5字。");
        assertThatThrownBy(() -> items.returnFromCheck(checking, "", "legal1")).hasMessage("请填写退回意见。");
        assertThatThrownBy(() -> items.returnFromApproval(approving, "", "office2"))
                .hasMessage("请填写退回意见。");
        items.check(checking, null, "legal1");
        assertThat(items.get(checking).status()).isEqualTo(Status.APPROVING);
        assertThatThrownBy(() -> items.get("INFO-2023-9999")).hasMessage("没有编号为“INFO-2023-9999”的信息。");
        assertThatThrownBy(() -> items.text("INFO-2023-9999")).hasMessage("没有编号为“INFO-2023-9999”的信息。");
        assertThatThrownBy(() -> items.check("INFO-2023-9999", null, "legal1")).hasMessage("没有编号为“INFO-2023-9999”的信息。");
    }

    @Test
    void refusesAPublicationInTheFuture() {
        String code = stories.approved(ZHAOXIANG);

        assertThatThrownBy(() -> items.publish(
                        code,
                        new Publication.Place(
                                Channel.WECHAT,
                                Publication.Level.CITY,
                                "https://a.cn/1",
                                null,
                                clock.instant().plusSeconds(60)),
                        "office1"))
                .hasMessage("发布时间不能晚于现在。");
    }
}
