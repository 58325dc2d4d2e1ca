package cn.leiting.docket;

import cn.leiting.organization.Organization;
import cn.leiting.shared.Actor;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 案件一览: what a person who may read cases is to know of them at once. */
@Component
@Transactional(readOnly = true)
public class Docket {

    /**
     * 期限提示.
     *
     * @param late deadlines of the authority that are past, {@code near} what runs out soon
     */
    public record Notice(long late, long near) {}

    private final Watches watches;
    private final Organization organization;

    Docket(Watches watches, Organization organization) {
        this.watches = watches;
        this.organization = organization;
    }

    /** Empty for whoever reads no cases. */
    public Optional<Notice> notice(Actor actor) {
        return CaseReader.find(actor, organization).map(reader -> {
            List<Watch> watched = watches.of(reader.only(null));
            long late = watched.stream().filter(Watch::isLate).count();
            return new Notice(late, watched.size() - late);
        });
    }
}
