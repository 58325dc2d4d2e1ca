package cn.leiting.guidance;

import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;

interface HardCaseRepository extends ListCrudRepository<HardCase, Long> {

    Optional<HardCase> findByCode(String code);

    /** Whoever changes a case waits for whoever is changing it. */
    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<HardCase> findForUpdateByCode(String code);

    /** Nobody else takes a number until the transaction ends. */
    @Query("select true from pg_advisory_xact_lock(hashtext('hard_case'))")
    boolean lockNumbers();

    @Query("select code from hard_case where source = :source and md5(question) = md5(:question)")
    Optional<String> codeOf(String source, String question);

    @Query("select coalesce(max(no), 0) + 1 from hard_case where year = :year")
    int nextNo(int year);
}
