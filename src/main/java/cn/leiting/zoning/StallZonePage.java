package cn.leiting.zoning;

import cn.leiting.catalogue.Points;
import cn.leiting.office.TableFile;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 允许设摊的区域：for everyone who inspects or supervises; 执法协调科 keeps the register. */
@Controller
class StallZonePage {

    private static final int REFUSED_SHOWN = 500;

    private final StallZones zones;
    private final Points points;
    private final Organization organization;
    private final Clock clock;

    StallZonePage(StallZones zones, Points points, Organization organization, Clock clock) {
        this.zones = zones;
        this.points = points;
        this.organization = organization;
        this.clock = clock;
    }

    @GetMapping("/stall-zones")
    String show(Actor actor, Model model) {
        Map<String, String> towns = townsOf(actor).stream().collect(Collectors.toMap(Squad::code, Squad::townName));
        model.addAttribute("towns", towns);
        model.addAttribute("zones", zones.of(towns.keySet()));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("keeps", actor.isIn("deptCoordination"));
        model.addAttribute("header", StallZoneFile.HEADER);
        return "stall-zones";
    }

    /** Rows that are sound are stored, each replacing the zone of its code; the others are listed. */
    @PostMapping("/stall-zones")
    String importZones(@RequestParam MultipartFile file, Actor actor, Model model) throws IOException {
        actor.require("deptCoordination");
        List<StallZoneFile.Row> rows = StallZoneFile.read(
                TableFile.read(
                        file.getBytes(), StallZoneFile.MAX_ROWS, StallZoneFile.MAX_MEGABYTES, StallZoneFile.HEADER),
                organization,
                points.boxes());
        List<StallZone> sound = rows.stream()
                .map(StallZoneFile.Row::zone)
                .filter(Objects::nonNull)
                .toList();
        zones.store(sound, actor.id());
        List<StallZoneFile.Row> refused =
                rows.stream().filter(row -> row.zone() == null).toList();
        model.addAttribute("stored", sound.size());
        model.addAttribute("refused", refused.subList(0, Math.min(REFUSED_SHOWN, refused.size())));
        model.addAttribute("count", refused.size());
        return "stall-zones-import";
    }

    /** A squad and its town see their own; the mobile squad works in all. */
    private List<Squad> townsOf(Actor actor) {
        List<Squad> towns = organization.townSquads(LocalDate.now(clock));
        if (actor.isSection() || actor.isLeader()) {
            return towns;
        }
        Squad own = organization
                .squadOf(actor.groups())
                .filter(squad -> actor.isIn(squad.group(), squad.leadGroup(), squad.townGroup()))
                .orElseThrow(() -> Refusal.forbidden("您没有查看允许设摊区域的权限。"));
        return own.competes() ? List.of(own) : towns;
    }
}
