package cn.leiting.years;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much there is in the end, beside what domain, section 8.2, calls nominal for a year. */
final class Volume {

    private static final List<String> TABLES = List.of(
            "campaign",
            "look_back",
            "further_improvement",
            "squad_task",
            "inspection",
            "inspection_photo",
            "finding",
            "rectification_order",
            "enforcement_case",
            "hard_case",
            "legal_review",
            "case_file_review",
            "joint_operation",
            "joint_letter",
            "supervision_draw",
            "supervision_visit",
            "visit_finding_check",
            "urging",
            "bulletin_version",
            "info_item",
            "special_report",
            "score_card",
            "assessment",
            "complaint",
            "deadline",
            "notice",
            "notice_receipt",
            "task_operation",
            "audit_line",
            "audit_seal",
            "flow_taken",
            "act_hi_procinst",
            "act_hi_actinst",
            "act_hi_taskinst",
            "act_hi_varinst");

    private final JdbcClient jdbc;

    Volume(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String table() {
        return TABLES.stream()
                .map(table -> "%-22s %9d%n"
                        .formatted(
                                table,
                                jdbc.sql("select count(*) from " + table)
                                        .query(Long.class)
                                        .single()))
                .collect(Collectors.joining());
    }
}
