package cn.leiting.campaign;

import cn.leiting.campaign.Definition.Basis;
import cn.leiting.campaign.Definition.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Campaigns as tests lay them down. */
public final class Plans {

    public static final LocalDate TODAY = LocalDate.of(2023, 1, 12);
    public static final String ZHAOXIANG = "310118105";
    public static final String XUJING = "310118106";

    private Plans() {}

    /** 渣土运输专项整治 from the 16th to the 29th of January in two towns. */
    public static Definition partial() {
        return definition(Scope.PARTIAL, Set.of(ZHAOXIANG, XUJING), TODAY.plusDays(4), TODAY.plusDays(17), null);
    }

    public static Definition district() {
        return definition(Scope.DISTRICT, Set.of(), TODAY.plusDays(4), TODAY.plusDays(17), null);
    }

    public static Definition definition(Scope scope, Set<String> squads, LocalDate from, LocalDate to, Integer no) {
        return new Definition(
                "渣土运输专项整治",
                "THEME_DEBRIS",
                no,
                Basis.SEASON,
                "季节性特点",
                from,
                to,
                List.of(new Definition.Phase("集中整治", from, to, "工地出入口")),
                scope,
                squads,
                BigDecimal.ONE,
                null,
                true,
                "请各中队突出重点。",
                2);
    }

    /** @param checklist the key of a certain version */
    public static Definition checkedBy(String checklist) {
        Definition usual = partial();
        return new Definition(
                usual.title(),
                usual.theme(),
                null,
                usual.basisType(),
                usual.basisText(),
                usual.from(),
                usual.to(),
                usual.phases(),
                usual.scope(),
                usual.squads(),
                usual.weight(),
                checklist,
                true,
                "请各中队突出重点。",
                2);
    }

    public static Filing.Form filing(String no, LocalDate to) {
        return new Filing.Form(
                "确有必要", "建设工地", "渣土运输", TODAY, to, 2, "区人民政府", TODAY.minusDays(2), no, null, null, false, null);
    }
}
