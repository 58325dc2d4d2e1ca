package cn.leiting.access;

import static org.springframework.security.config.Customizer.withDefaults;

import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.AntPathRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * One login and one logout for our pages, Tasklist, Cockpit and Admin; everything needs it but the login
 * page, its assets, the health probe and the public feed (design, section 7).
 */
@Configuration(proxyBeanMethods = false)
class Security {

    /** After Spring Security, which knows by then who is asking. */
    private static final int AFTER_LOGIN = SecurityProperties.DEFAULT_FILTER_ORDER + 1;

    private static final RequestMatcher WEBAPPS = new AntPathRequestMatcher("/camunda/**");
    /** Shows pictures that nobody has but the phone. */
    private static final RequestMatcher PHONE = new AntPathRequestMatcher("/field");

    private static final RequestMatcher CALLS =
            new OrRequestMatcher(new AntPathRequestMatcher("/api/**"), new AntPathRequestMatcher("/camunda/api/**"));

    @Bean
    SecurityFilterChain everything(
            HttpSecurity http, EngineLogin login, EngineAuthentication asEngineUser, WebappCalls webappCalls)
            throws Exception {
        CookieCsrfTokenRepository csrfCookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        csrfCookie.setCookieName("LEITING-XSRF");
        csrfCookie.setHeaderName("X-LEITING-XSRF");
        csrfCookie.setCookiePath("/");

        CsrfTokenRequestAttributeHandler plainToken = new CsrfTokenRequestAttributeHandler();
        plainToken.setCsrfRequestAttributeName(null); // read now, so that the cookie is set on every GET

        http.authenticationProvider(login)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/login", "/assets/**", "/favicon.ico", "/actuator/health/**", "/public/**")
                        .permitAll()
                        .requestMatchers("/field/worker.js", "/field/worker-module.js") // asked for without the login
                        .permitAll()
                        .requestMatchers("/camunda/api/admin/setup/**", "/camunda/app/admin/*/setup/**")
                        .denyAll()
                        .requestMatchers("/actuator/**", "/camunda/app/admin/**", "/camunda/api/admin/plugin/**")
                        .hasAuthority("camunda-admin")
                        .anyRequest()
                        .authenticated())
                .formLogin(
                        form -> form.loginPage("/login").defaultSuccessUrl("/").failureUrl("/login?error"))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessUrl("/login?logout"))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie)
                        .csrfTokenRequestHandler(plainToken)
                        .ignoringRequestMatchers("/camunda/api/**"))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .exceptionHandling(refused -> refused.accessDeniedPage("/error")
                        .defaultAuthenticationEntryPointFor(
                                (request, response, nobody) -> response.sendError(HttpStatus.UNAUTHORIZED.value()),
                                CALLS)
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint("/login"), new NegatedRequestMatcher(CALLS)))
                .headers(headers -> headers.addHeaderWriter(policy(PHONE, " img-src 'self' blob:;"))
                        .addHeaderWriter(policy(new NegatedRequestMatcher(new OrRequestMatcher(WEBAPPS, PHONE)), "")))
                .addFilterAfter(asEngineUser, AuthorizationFilter.class)
                .addFilterAfter(webappCalls, AuthorizationFilter.class)
                .sessionManagement(withDefaults());
        return http.build();
    }

    /** @param more what such a page may do beyond ours in general */
    private static HeaderWriter policy(RequestMatcher pages, String more) {
        return new DelegatingRequestMatcherHeaderWriter(
                pages,
                new ContentSecurityPolicyHeaderWriter("default-src 'self';" + more
                        + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"));
    }

    /** After the login a person goes on to the page they asked for, never to a picture or a call of it. */
    private static RequestCache pagesOnly() {
        MediaTypeRequestMatcher page = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        page.setIgnoredMediaTypes(Set.of(MediaType.ALL));

        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(new AndRequestMatcher(new AntPathRequestMatcher("/**", "GET"), page));
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> loginOfTheWebapps() {
        var filter = new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        filter.addInitParameter("authentication-provider", WebappLogin.class.getName());
        filter.setUrlPatterns(List.of("/camunda/app/*", "/camunda/api/*", "/camunda/lib/*"));
        filter.setOrder(AFTER_LOGIN);
        return filter;
    }

    @Bean
    FilterRegistrationBean<EngineAuthentication> onlyInTheSecurityChain(EngineAuthentication filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    FilterRegistrationBean<WebappCalls> onlyInTheSecurityChainToo(WebappCalls filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    EngineLogin engineLogin(IdentityService identity) {
        return new EngineLogin(identity);
    }

    @Bean
    EngineAuthentication engineAuthentication(IdentityService identity) {
        return new EngineAuthentication(identity);
    }
}
