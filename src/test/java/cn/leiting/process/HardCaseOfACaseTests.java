package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.casework.Cases;
import cn.leiting.casework.Status;
import cn.leiting.guidance.HardCase;
import cn.leiting.guidance.HardCases;
import cn.leiting.penalty.CaseInHand;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A squad asks 法制科 about one of its cases; its clock runs on. */
@LeitingTest
class HardCaseOfACaseTests {

    @Autowired
    private Desk desk;

    @Autowired
    private CaseInHand hand;

    @Autowired
    private Cases cases;

    @Autowired
    private HardCases hardCases;

    @LocalServerPort
    private int port;

    @Test
    void asksAboutItsOwnCaseAndMarksItAsDifficult() {
        String code = hand.filed();

        String asked =
                desk.start("xujing1", "hardCaseGuidance", form(code, null)).getBusinessKey();

        HardCase found = hardCases.get(asked);
        assertThat(found.source()).isEqualTo(code);
        assertThat(found.asked().caseCode()).isEqualTo(code);
        assertThat(cases.get(code).isHard()).isTrue();
        assertThat(cases.get(code).status()).isEqualTo(Status.INVESTIGATING);
        assertThat(hardCases.file(asked).statutoryDueOn()).isEqualTo(LocalDate.of(2023, 4, 3));
        assertThat(Client.of("legal1", port).get("/hard-cases/" + asked).body())
                .contains(code, "2023年4月3日以前作出决定，不因指导停止");
        refused("xujing2", form(code, null), "同一问题已经提请指导，编号为" + asked + "。");
    }

    @Test
    void refusesTheCaseOfAnotherSquadAClosedOneAndBothOrNeitherNumber() {
        String code = hand.filed();

        refused("baihe1", form(code, null), "本中队没有编号为“" + code + "”的在办案件。");
        refused("xujing1", form(code, 1L), "问题编号和案件编号应当填写其中一项。");
        refused("xujing1", form(null, null), "问题编号和案件编号应当填写其中一项。");
        cases.terminate(code, "当事人死亡，没有承受人。", "xujingDecide1");
        refused("xujing1", form(code, null), "本中队没有编号为“" + code + "”的在办案件。");
    }

    private void refused(String person, Map<String, Object> form, String sentence) {
        assertThatThrownBy(() -> desk.start(person, "hardCaseGuidance", form)).hasMessage(sentence);
    }

    private static Map<String, Object> form(String code, Long finding) {
        Map<String, Object> form = new HashMap<>(Map.of(
                "question", "当事人身份存疑，应当如何认定违法主体并作出处理？",
                "ownView", "本中队拟以实际经营者为当事人，先行固定证据后处理。",
                "urgency", "NORMAL"));
        if (code != null) {
            form.put("caseCode", code);
        }
        if (finding != null) {
            form.put("findingId", finding);
        }
        return form;
    }
}
