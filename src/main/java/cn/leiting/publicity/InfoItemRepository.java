package cn.leiting.publicity;

import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;

interface InfoItemRepository extends ListCrudRepository<InfoItem, Long> {

    Optional<InfoItem> findByCode(String code);

    /** Whoever changes an item waits for whoever is changing it. */
    @Lock(LockMode.PESSIMISTIC_WRITE)
    Optional<InfoItem> findForUpdateByCode(String code);

    /** Nobody else takes a number, or submits the same text, until the transaction ends. */
    @Query("select true from pg_advisory_xact_lock(hashtext('info_item'))")
    boolean lockNumbers();

    @Query("""
            select code
            from info_item
            where coalesce(squad, '') = :squad
              and text_hash = :hash
              and status <> 'RETURNED'
            """)
    Optional<String> codeOf(String squad, String hash);

    @Query("select coalesce(max(no), 0) + 1 from info_item where year = :year")
    int nextNo(int year);
}
