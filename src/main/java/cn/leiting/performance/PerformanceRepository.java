package cn.leiting.performance;

import cn.leiting.shared.Refusal;
import java.util.Optional;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;

interface PerformanceRepository extends ListCrudRepository<Performance, String> {

    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<Performance> findForUpdateByCaseCode(String caseCode);

    /** Whoever changes a performance waits for whoever is changing it; refuses where nothing is decided. */
    default Performance locked(String caseCode) {
        return findForUpdateByCaseCode(caseCode).orElseThrow(() -> none(caseCode));
    }

    default Performance known(String caseCode) {
        return findById(caseCode).orElseThrow(() -> none(caseCode));
    }

    private static Refusal none(String caseCode) {
        return Refusal.notFound("案件" + caseCode + "没有需要执行的处罚决定。");
    }
}
