package cn.leiting.site;

import jakarta.validation.MessageInterpolator;
import java.time.Clock;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.validation.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Rules are explained in Chinese whatever language the person's browser or the calling thread speaks, and
 * "past" and "future" are the bureau's.
 */
@Configuration(proxyBeanMethods = false)
class ChineseValidation {

    @Bean
    ValidationConfigurationCustomizer theBureausRules(ObjectProvider<Clock> clock) {
        return configuration -> configuration
                .messageInterpolator(new InChinese(configuration.getDefaultMessageInterpolator()))
                .clockProvider(clock::getObject);
    }

    private record InChinese(MessageInterpolator words) implements MessageInterpolator {

        @Override
        public String interpolate(String template, Context context) {
            return words.interpolate(template, context, Locale.SIMPLIFIED_CHINESE);
        }

        @Override
        public String interpolate(String template, Context context, Locale ignored) {
            return words.interpolate(template, context, Locale.SIMPLIFIED_CHINESE);
        }
    }
}
