/**
 * Three years of a district's records (domain, section 8.2, nominal), made in minutes, and what the pages take on them.
 *
 * <p>Everything is done once through the product, as people do it, and kept as a {@link cn.leiting.years.Pattern}; a year is
 * made of its copies, whose weeks, squads, ends and levels a seed draws, of {@link cn.leiting.years.Visits}, complaints and
 * {@link cn.leiting.years.Lines} of the audit, which the product's own worker seals, and of the year's assessment, which is
 * the product's own each time.
 *
 * <p>Left out, since section 8.2 counts none of it: what the programme's process does in the course of a year (designations,
 * monthly progress, the year's review), which runs in the first year alone; exceptions of a campaign (exemptions,
 * suspensions, guidance, points that cannot be visited), of the catalogue (merges, moves, zones) and of cases (coercive
 * measures, hearings, transfers, remedies, instalments, the court); papers and scans of cases; mails; work that somebody
 * orders (exports, recomputations). Photos and proofs of copies are rows without files. Cases outside of the programme,
 * 8,700 a year, and 500 accounts are not made either: the programme's 1,150 cases and the trial's people are.
 */
@NullMarked
package cn.leiting.years;

import org.jspecify.annotations.NullMarked;
