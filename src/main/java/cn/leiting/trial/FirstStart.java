package cn.leiting.trial;

import cn.leiting.engine.Engine;
import cn.leiting.organization.People;
import cn.leiting.programme.Programmes;
import cn.leiting.roster.Rosters;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 首次启动：on the empty embedded database the demo accounts come in by the same import that a bureau
 * uses, and the programme of 2023 as the notice printed it, its instance waiting at receipts and
 * designations (contract, section 6).
 */
@Trial
@Component
class FirstStart implements SmartInitializingSingleton {

    private final TransactionTemplate transaction;
    private final People people;
    private final Rosters rosters;
    private final Programmes programmes;
    private final Engine engine;

    FirstStart(TransactionTemplate transaction, People people, Rosters rosters, Programmes programmes, Engine engine) {
        this.transaction = transaction;
        this.people = people;
        this.rosters = rosters;
        this.programmes = programmes;
        this.engine = engine;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!people.anyone()) {
            transaction.executeWithoutResult(status -> {
                rosters.importPeople(demoAccounts(), new Actor("system", Set.of("camunda-admin")));
                programmes.importNotice();
                engine.startAfter("annualProgramme", "TH-2023", Map.of("year", 2023), "userTask_issueProgramme");
            });
        }
    }

    private static String demoAccounts() {
        try {
            return new ClassPathResource("demo/people.csv").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
