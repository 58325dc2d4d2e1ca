package cn.leiting.access;

import cn.leiting.shared.Refusal;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.util.SpringBootProcessEnginePlugin;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * 密码规则：at least ten characters, and not the account itself; wherever a password is set. Not on the
 * trial, where everybody knows the one password.
 */
@Component
class PasswordRule extends SpringBootProcessEnginePlugin {

    private static final int SHORTEST = 10;

    private final boolean trial;

    PasswordRule(@Value("${spring.datasource.url:}") String ownDatabase) {
        this.trial = ownDatabase.isEmpty();
    }

    boolean isTrial() {
        return trial;
    }

    void check(String userId, String password) {
        if (!trial && !isFit(userId, password)) {
            throw Refusal.invalid("密码至少要有" + SHORTEST + "个字符，且不能与账号相同。");
        }
    }

    @Override
    public void preInit(SpringProcessEngineConfiguration configuration) {
        configuration.setEnablePasswordPolicy(!trial);
        configuration.setPasswordPolicy(() -> List.of(new OfEngine()));
    }

    private static boolean isFit(@Nullable String userId, @Nullable String password) {
        return password != null && password.strip().length() >= SHORTEST && !password.equalsIgnoreCase(userId);
    }

    /** The same rule for passwords set in Admin and Welcome, which know the placeholder's text. */
    private static final class OfEngine implements PasswordPolicyRule {

        @Override
        public String getPlaceholder() {
            return "PASSWORD_POLICY_LENGTH";
        }

        @Override
        public Map<String, String> getParameters() {
            return Map.of("minLength", String.valueOf(SHORTEST));
        }

        @Override
        public boolean execute(String password) {
            return isFit(null, password);
        }

        @Override
        public boolean execute(String password, @Nullable User user) {
            return isFit(user == null ? null : user.getId(), password);
        }
    }
}
