package cn.leiting.assessment;

import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;

interface AssessmentRepository extends ListCrudRepository<Assessment, Long> {

    Optional<Assessment> findByCode(String code);

    Optional<Assessment> findByYear(int year);

    /** Whoever changes an assessment waits for whoever is changing it. */
    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<Assessment> findForUpdateByCode(String code);

    /** Nobody else begins an assessment until the transaction ends. */
    @Query("select true from pg_advisory_xact_lock(hashtext('assessment'))")
    boolean lockBeginning();
}
