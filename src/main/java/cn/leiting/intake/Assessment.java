package cn.leiting.intake;

import cn.leiting.disposition.Dispositions.Harm;

/**
 * 案源核查：what an officer makes of a source, and D-04 is asked with (F-30).
 *
 * @param competent whether the matter is the squads' own; the catalogue only proposes, for competences have moved
 * @param partyUnknown nobody is registered as the party yet
 */
public record Assessment(
        boolean crimeSuspected,
        boolean competent,
        boolean correctedOnSpot,
        Harm harm,
        boolean factsClear,
        boolean partyUnknown) {}
