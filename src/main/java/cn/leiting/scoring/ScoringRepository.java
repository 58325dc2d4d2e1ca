package cn.leiting.scoring;

import cn.leiting.score.Stage;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;

interface ScoringRepository extends ListCrudRepository<Scoring, Long> {

    Optional<Scoring> findByCode(String code);

    Optional<Scoring> findByCampaignAndStage(String campaign, Stage stage);

    List<Scoring> findByCampaign(String campaign);

    /** Whoever changes a scoring waits for whoever is changing it. */
    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<Scoring> findForUpdateByCode(String code);

    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<Scoring> findForUpdateById(long id);

    /** The scoring against which that appeal was filed. */
    @Query("select * from scoring where id = (select scoring from score_appeal where id = :appeal) for update")
    Optional<Scoring> findForUpdateByAppeal(long appeal);

    /** Nobody else begins a scoring of the same code until the transaction ends. */
    @Query("select true from pg_advisory_xact_lock(hashtext('scoring'), hashtext(:code))")
    boolean lockBeginning(String code);

    /** Nobody else books the same record until the transaction ends. */
    @Query("select true from pg_advisory_xact_lock(hashtext('score_adjustment'), hashtext(:ground))")
    boolean lockGround(String ground);
}
