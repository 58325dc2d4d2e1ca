package cn.leiting.complaint;

import cn.leiting.calendar.BureauTime;
import cn.leiting.catalogue.Point;
import cn.leiting.catalogue.Violation;
import cn.leiting.catalogue.Violations;
import cn.leiting.complaint.Complaint.Closing;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.organization.Unit;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 转来的诉件：a ticket as the hotline hands it over, in words.
 *
 * @param kind code or name of a violation, OTHER or 其他
 * @param squad its code or its name; blank: that of the point
 * @param point its code, or blank
 */
record Told(
        @Nullable String ticketNo,
        @Nullable String kind,
        @Nullable Instant receivedAt,
        @Nullable Instant dueAt,
        @Nullable String squad,
        @Nullable String point,
        @Nullable String text,
        @Nullable Closing closing) {

    static final String OTHER_LABEL = "其他";

    /** Refuses what is longer than any such key, and what no database keeps: all of them are looked up. */
    Told {
        ticketNo = Limits.optional("工单号", ticketNo, 40);
        kind = Limits.optional("诉件类型", kind, 60);
        squad = Limits.optional("中队", squad, 60);
        point = Limits.optional("点位编号", point, 40);
    }

    /** Refuses what is missing, what the catalogue and the organization do not know, and times to come. */
    Complaint toComplaint(Map<String, Point> points, Violations violations, Organization organization, Instant latest) {
        String ticket = Limits.required("工单号", ticketNo, 40);
        Instant received = past("receivedAt", "接单时间", receivedAt, latest);
        if (closing != null) {
            past("closedAt", "办结时间", closing.closedAt(), latest);
        }
        if (dueAt == null) {
            throw Refusal.invalid("dueAt", "请填写办理期限。");
        }
        Point place = place(points);
        return new Complaint(
                ticket,
                kindOn(LocalDate.ofInstant(received, BureauTime.ZONE), violations),
                received,
                dueAt,
                squad(place, organization),
                place == null ? null : place.code(),
                text == null ? "" : text,
                closing);
    }

    private static Instant past(String field, String label, @Nullable Instant at, Instant latest) {
        if (at == null) {
            throw Refusal.invalid(field, "请填写" + label + "。");
        }
        if (at.isAfter(latest)) {
            throw Refusal.invalid(field, label + "不能晚于现在。");
        }
        return at;
    }

    private String kindOn(LocalDate day, Violations violations) {
        String called = Limits.required("诉件类型", kind, 60);
        if (called.equals(Complaint.OTHER) || called.equals(OTHER_LABEL)) {
            return Complaint.OTHER;
        }
        return violations.all(day).stream()
                .filter(violation ->
                        violation.code().equals(called) || violation.name().equals(called))
                .map(Violation::code)
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("kind", "没有名为“" + called + "”的违法行为类型，无法归类的请填“其他”。"));
    }

    private @Nullable Point place(Map<String, Point> points) {
        if (point == null || point.isBlank()) {
            return null;
        }
        Point found = points.get(point.strip());
        if (found == null) {
            throw Refusal.invalid("point", "没有编号为“" + point.strip() + "”的点位。");
        }
        return found;
    }

    private String squad(@Nullable Point place, Organization organization) {
        if (squad == null || squad.isBlank()) {
            if (place == null) {
                throw Refusal.invalid("squad", "请填写中队或者点位编号。");
            }
            return place.squadCode();
        }
        String code = organization
                .unitCalled(squad.strip())
                .filter(unit -> unit.kind() == Unit.Kind.SQUAD)
                .map(Unit::code)
                .map(organization::squad)
                .filter(Squad::competes)
                .map(Squad::code)
                .orElseThrow(() -> Refusal.invalid("squad", "没有名为“" + squad.strip() + "”的街镇中队。"));
        if (place != null && !place.squadCode().equals(code)) {
            throw Refusal.invalid("point", "点位“" + place.code() + "”不在该中队的辖区内。");
        }
        return code;
    }
}
