package cn.leiting.report;

import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;

interface SpecialReportRepository extends ListCrudRepository<SpecialReport, Long> {

    Optional<SpecialReport> findByCode(String code);

    /** Whoever changes a report waits for whoever is changing it. */
    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<SpecialReport> findForUpdateByCode(String code);

    /** Nobody else takes a number until the transaction ends. */
    @Query("select true from pg_advisory_xact_lock(hashtext('special_report'))")
    boolean lockNumbers();

    @Query("select code from special_report where subject = :subject and status <> 'SIGNED' and not free")
    Optional<String> unfinishedOf(String subject);

    @Query("select coalesce(max(no), 0) + 1 from special_report where year = :year")
    int nextNo(int year);

    @Query("select coalesce(max(issue_no), 0) + 1 from special_report where issue_year = :year")
    int nextIssueNo(int year);

    @Query("select coalesce(max(issue_total), 0) + 1 from special_report")
    int nextIssueTotal();
}
