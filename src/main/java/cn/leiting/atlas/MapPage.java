package cn.leiting.atlas;

import cn.leiting.catalogue.Coordinates.Box;
import cn.leiting.catalogue.Points;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 点位图：the district with its eleven boxes, or one town with its points; needs no network beyond this house. */
@Controller
class MapPage {

    private final Atlas atlas;
    private final Points points;
    private final Organization organization;
    private final Clock clock;

    MapPage(Atlas atlas, Points points, Organization organization, Clock clock) {
        this.atlas = atlas;
        this.points = points;
        this.organization = organization;
        this.clock = clock;
    }

    /** A town's field in the district's view; states and how many points are in them. */
    record Field(Squad town, double x, double y, double width, double height, Map<Mark.State, Long> states) {

        public long total() {
            return states.values().stream().mapToLong(Long::longValue).sum();
        }

        /** A word for each state that occurs. */
        public String inWords() {
            return states.entrySet().stream()
                    .map(state -> state.getKey().label() + state.getValue() + "个")
                    .collect(Collectors.joining("，"));
        }
    }

    @GetMapping("/map")
    String show(
            @RequestParam(defaultValue = "") String town,
            @RequestParam(defaultValue = "") String assignment,
            Actor actor,
            Model model) {
        List<Squad> towns = townsOf(actor);
        Optional<Squad> chosen = chosen(town, towns);
        Set<String> shown = chosen.map(squad -> Set.of(squad.code()))
                .orElseGet(() -> towns.stream().map(Squad::code).collect(Collectors.toSet()));
        List<Atlas.Choice> choices =
                atlas.choices(actor.isSection() || actor.isLeader() ? null : ownCode(actor), assignment);
        Atlas.Choice choice = choices.stream()
                .filter(one -> one.code().equals(assignment))
                .findFirst()
                .orElse(null);
        if (choice == null && !assignment.isBlank()) {
            throw Refusal.notFound("没有编号为“" + assignment + "”的行动，或者您无权查看。");
        }
        List<Mark> marks = atlas.marks(shown, choice == null ? null : choice.code());
        Plan plan = chosen.map(squad -> new Plan(box(squad)))
                .orElseGet(() -> Plan.around(points.boxes().values()));

        model.addAttribute("towns", towns);
        model.addAttribute("town", chosen.orElse(null));
        model.addAttribute("choices", choices);
        model.addAttribute("choice", choice);
        model.addAttribute("plan", plan);
        model.addAttribute("marks", marks);
        model.addAttribute("fields", fields(towns, marks, plan));
        model.addAttribute("states", Mark.State.values());
        return "map";
    }

    private Box box(Squad town) {
        return Objects.requireNonNull(points.boxes().get(town.code()));
    }

    private List<Field> fields(List<Squad> towns, List<Mark> marks, Plan plan) {
        Map<String, List<Mark>> byTown = marks.stream().collect(Collectors.groupingBy(Mark::squadCode));
        return towns.stream()
                .map(town -> field(town, byTown.getOrDefault(town.code(), List.of()), plan))
                .toList();
    }

    private Field field(Squad town, List<Mark> marks, Plan plan) {
        Box box = box(town);
        double x = plan.x(box.lonMin());
        double y = plan.y(box.latMax());
        Map<Mark.State, Long> states = new LinkedHashMap<>();
        Arrays.stream(Mark.State.values()).forEach(state -> {
            long count = marks.stream().filter(mark -> mark.state() == state).count();
            if (count > 0) {
                states.put(state, count);
            }
        });
        return new Field(town, x, y, plan.x(box.lonMax()) - x, plan.y(box.latMin()) - y, states);
    }

    /** A squad and its town see their own town; the mobile squad works in all. */
    private List<Squad> townsOf(Actor actor) {
        List<Squad> towns = organization.townSquads(LocalDate.now(clock));
        if (actor.isSection() || actor.isLeader()) {
            return towns;
        }
        Squad own = own(actor);
        return own.competes() ? List.of(own) : towns;
    }

    private String ownCode(Actor actor) {
        return own(actor).code();
    }

    private Squad own(Actor actor) {
        return organization
                .squadOf(actor.groups())
                .filter(squad -> actor.isIn(squad.group(), squad.leadGroup(), squad.townGroup()))
                .orElseThrow(() -> Refusal.forbidden("您没有查看点位图的权限。"));
    }

    /** Whoever may see one town sees this one; all others the district until they choose. */
    private static Optional<Squad> chosen(String wanted, List<Squad> towns) {
        if (wanted.isBlank()) {
            return towns.size() == 1 ? Optional.of(towns.get(0)) : Optional.empty();
        }
        return Optional.of(towns.stream()
                .filter(town -> town.code().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("没有代码为“" + wanted + "”的街镇中队，或者您无权查看。")));
    }
}
