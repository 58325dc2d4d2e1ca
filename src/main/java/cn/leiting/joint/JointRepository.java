package cn.leiting.joint;

import cn.leiting.shared.Refusal;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;

interface JointRepository extends ListCrudRepository<JointOperation, Long> {

    Optional<JointOperation> findByCode(String code);

    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<JointOperation> findForUpdateByCode(String code);

    /** Whoever changes an operation waits for whoever is changing it; refuses an unknown code. */
    default JointOperation locked(String code) {
        return findForUpdateByCode(code).orElseThrow(() -> unknown(code));
    }

    /** Refuses an unknown code. */
    default JointOperation known(String code) {
        return findByCode(code).orElseThrow(() -> unknown(code));
    }

    private static Refusal unknown(String code) {
        return Refusal.notFound("没有编号为“" + code + "”的联合执法。");
    }

    /** Nobody else takes a number until the transaction ends. */
    @Query("select true from pg_advisory_xact_lock(hashtext('joint_operation'))")
    boolean lockNumbers();

    @Query("select coalesce(max(no), 0) + 1 from joint_operation where year = :year")
    int nextNo(int year);
}
