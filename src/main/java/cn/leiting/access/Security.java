package cn.leiting.access;

import static org.springframework.security.config.Customizer.withDefaults;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
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

    private static final String PUBLIC_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private static final RequestMatcher CALLS =
            new OrRequestMatcher(new AntPathRequestMatcher("/api/**"), new AntPathRequestMatcher("/camunda/api/**"));

    /** Whoever asks is nobody here: no login is looked at, no cookie is given, nothing is changed. */
    @Bean
    @Order(1)
    SecurityFilterChain publicFeed(HttpSecurity http) throws Exception {
        http.securityMatcher(Security::isPublic)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(request -> Set.of("GET", "HEAD").contains(request.getMethod()))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, nobody) -> {
                    response.setStatus(HttpStatus.METHOD_NOT_ALLOWED.value());
                    response.setHeader(HttpHeaders.ALLOW, "GET, HEAD");
                    response.setContentType("text/plain;charset=UTF-8");
                    response.getWriter().write("公开信息只能阅读。");
                }))
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(PUBLIC_POLICY)));
        http.addFilterBefore(
                (request, response, chain) ->
                        chain.doFilter(new WithoutSession((HttpServletRequest) request), response),
                HeaderWriterFilter.class);
        return http.build();
    }

    /** Nobody asks the database who has logged in, only to show them what everybody sees. */
    private static final class WithoutSession extends HttpServletRequestWrapper {

        private WithoutSession(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable HttpSession getSession(boolean create) {
            return create ? super.getSession(true) : null;
        }

        @Override
        public @Nullable String getRequestedSessionId() {
            return null;
        }

        @Override
        public boolean isRequestedSessionIdValid() {
            return false;
        }
    }

    /** Its error pages too. */
    private static boolean isPublic(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed == null ? request.getRequestURI() : failed.toString();
        return path.equals("/robots.txt") || path.equals("/public") || path.startsWith("/public/");
    }

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
                        .requestMatchers("/login", "/assets/**", "/favicon.ico", "/actuator/health/**")
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
