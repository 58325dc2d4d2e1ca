package cn.leiting.casework;

import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;

interface CaseRepository extends ListCrudRepository<EnforcementCase, String> {

    /** Whoever changes a case waits for whoever is changing it. */
    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<EnforcementCase> findForUpdateByCode(String code);

    /** Nobody else takes one of this squad's numbers until the transaction ends. */
    @Query("select true from pg_advisory_xact_lock(hashtext('enforcement_case ' || :squad))")
    boolean lockNumbers(String squad);

    @Query("""
            select coalesce(max(right(code, 6)::int), 0) + 1
            from enforcement_case
            where squad = :squad
              and code between :prefix || '000000' and :prefix || '999999'
            """)
    int nextNo(String squad, String prefix);

    @Query("select code from enforcement_case where finding = :finding")
    Optional<String> codeOf(long finding);

    @Query("select code from enforcement_case where source = :source and source_ref = :ref")
    Optional<String> codeOf(String source, String ref);

    @Query("select code from enforcement_case where external_no = :no")
    Optional<String> codeOfExternal(String no);
}
