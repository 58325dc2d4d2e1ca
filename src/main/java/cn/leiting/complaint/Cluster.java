package cn.leiting.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * 诉件聚集：many complaints of one kind within a few days in several towns, as it was when it was found (domain P5).
 *
 * @param code e.g. {@code CC-2023-001}
 * @param kind a violation of the catalogue
 * @param from the first day of its window, {@code to} the last; no other cluster of its kind has one of them
 * @param squads the codes of those that had them
 * @param evidence one sentence, at most 1,000 characters
 */
record Cluster(
        String code,
        String kind,
        LocalDate from,
        LocalDate to,
        int complaints,
        List<String> squads,
        String evidence,
        Instant foundAt) {}
