package cn.leiting.audit;

import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Where the audit stands: inside the session, around the login. */
@Configuration(proxyBeanMethods = false)
class AuditSetup {

    /** The name of the transactions that store a session, which tell nothing of a command. */
    static final String OF_SESSIONS = "session";

    @Bean
    FilterRegistrationBean<CommandFilter> audited(AuditRows rows, Verbs verbs) {
        var filter = new FilterRegistrationBean<>(new CommandFilter(rows, verbs));
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 1);
        return filter;
    }

    /** As Spring Session makes it, with a name. */
    @Bean(defaultCandidate = false)
    TransactionOperations springSessionTransactionOperations(PlatformTransactionManager transactions) {
        var template = new TransactionTemplate(transactions);
        template.setName(OF_SESSIONS);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return template;
    }
}
