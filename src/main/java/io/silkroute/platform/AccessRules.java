package io.silkroute.platform;

import io.silkroute.access.AdminReads;
import io.silkroute.access.EveryUserMay;
import io.silkroute.access.OperatorMay;
import io.silkroute.access.OperatorReads;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Who may send a request. Every user reads what does not say {@link AdminReads} or {@link OperatorReads}. Whatever else a request does is an admin's, also at an address that nothing
 * answers, unless the endpoint that takes it says {@link OperatorMay} or {@link EveryUserMay}.
 */
@Component
class AccessRules implements AuthorizationManager<RequestAuthorizationContext> {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private static final AuthorizationManager<RequestAuthorizationContext> EVERY_USER =
            AuthenticatedAuthorizationManager.authenticated();
    private static final AuthorizationManager<RequestAuthorizationContext> OPERATORS =
            AuthorityAuthorizationManager.hasAnyRole("ADMIN", "OPERATOR");
    private static final AuthorizationManager<RequestAuthorizationContext> ADMINS =
            AuthorityAuthorizationManager.hasRole("ADMIN");

    // The filters are made before the endpoints are.
    private final ObjectProvider<RequestMappingHandlerMapping> endpoints;

    AccessRules(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public @Nullable AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> user, RequestAuthorizationContext context) {
        return rule(context.getRequest()).authorize(user, context);
    }

    private AuthorizationManager<RequestAuthorizationContext> rule(HttpServletRequest request) {
        if (READING.contains(request.getMethod())) {
            return says(AdminReads.class, request)
                    ? ADMINS
                    : says(OperatorReads.class, request) ? OPERATORS : EVERY_USER;
        }
        if (says(EveryUserMay.class, request)) {
            return EVERY_USER;
        }
        return says(OperatorMay.class, request) ? OPERATORS : ADMINS;
    }

    // Asks the mapping that will choose the endpoint, so that no second reading of the address can differ from it.
    private boolean says(Class<? extends Annotation> word, HttpServletRequest request) {
        boolean parsed = ServletRequestPathUtils.hasParsedRequestPath(request);
        try {
            if (!parsed) {
                ServletRequestPathUtils.parseAndCache(request);
            }
            HandlerExecutionChain found = endpoints.getObject().getHandler(request);
            return found != null
                    && found.getHandler() instanceof HandlerMethod endpoint
                    && endpoint.hasMethodAnnotation(word);
        } catch (Exception refused) {
            return false; // not this method, type of content or address: no endpoint that says anything
        } finally {
            if (!parsed) {
                ServletRequestPathUtils.clearParsedRequestPath(request);
            }
        }
    }
}
