package cn.leiting.casepaper;

import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Handlers.Handler;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.office.Word;
import cn.leiting.organization.Organization;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** 文书共有内容：what every document says of its case, with the party left open. */
@Component
public class DocumentTexts {

    /** What is named only when a file is handed out; see {@link Word#mark}. */
    public static final List<String> OF_THE_PARTY = List.of("party", "partyNo", "partyAddress", "partyPhone");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final String UNKNOWN = "身份待查明";

    private final Handlers handlers;
    private final Violations violations;
    private final Organization organization;

    DocumentTexts(Handlers handlers, Violations violations, Organization organization) {
        this.handlers = handlers;
        this.violations = violations;
        this.organization = organization;
    }

    /** By placeholder, as of a day. A party that is not known by then stays unknown in what is made. */
    public Map<String, String> of(EnforcementCase found, LocalDate on) {
        Map<String, String> texts = new HashMap<>();
        Violation violation = violations
                .applicable(found.source().violation(), found.source().actOn(), on)
                .law();
        texts.put("caseNo", found.code());
        texts.put("authority", found.decidingBody());
        texts.put("squad", organization.squad(found.squad()).name());
        texts.put("date", DAY.format(on));
        texts.put("violation", violation.name());
        texts.put("law", violation.legalBasis());
        texts.put("facts", Word.typed(found.source().facts()));
        texts.put("place", Word.typed(found.source().place()));
        texts.put("actOn", DAY.format(found.source().actOn()));
        texts.put("officers", officers(found.code(), on));
        OF_THE_PARTY.forEach(name -> texts.put(name, found.party() == null ? UNKNOWN : Word.mark(name)));
        return texts;
    }

    private String officers(String code, LocalDate on) {
        List<Handler> all = handlers.of(code);
        List<Handler> then = all.stream()
                .filter(handler -> DocumentReaders.isOn(handler, on))
                .toList();
        return (then.isEmpty()
                        ? all.stream().filter(handler -> handler.to() == null).toList()
                        : then)
                .stream()
                        .map(handler -> handler.name() + "（执法证号" + handler.certNo() + "）")
                        .collect(Collectors.joining("、"));
    }
}
