package cn.leiting.programme;

import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;

interface ProgrammeRepository extends ListCrudRepository<Programme, Long> {

    Optional<Programme> findByCode(String code);

    Optional<Programme> findByYear(int year);

    /** Whoever changes a programme waits for whoever is changing it. */
    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<Programme> findForUpdateByCode(String code);

    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<Programme> findForUpdateByYear(int year);

    /** Nobody else can start a programme until the transaction ends. */
    @Modifying
    @Query("lock table annual_programme in share row exclusive mode")
    void lockStarts();
}
