package io.silkroute.signin.oidc;

import io.silkroute.signin.Backoff;
import io.silkroute.signin.HasToWait;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Leads somebody whose sign-in failed back to where it began, which says why. */
final class OidcRefusals implements AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OidcRefusals.class);

    /** Those of a sign-in that was given up, or of which this browser knows nothing. */
    private static final Set<String> NOT_COMPLETED = Set.of(
            "access_denied",
            "authorization_request_not_found",
            "consent_required",
            "interaction_required",
            "invalid_request",
            "invalid_state_parameter",
            "login_required");

    private static final String SILENT = "silent";

    private final String provider;
    private final Backoff backoff;

    OidcRefusals(String provider, Backoff backoff) {
        this.provider = provider;
        this.backoff = backoff;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        tell(request, response, refused);
    }

    /** The provider does not answer, which has been logged. */
    void tellSilence(HttpServletRequest request, HttpServletResponse response) throws IOException {
        lead(request, response, SILENT);
    }

    void tell(HttpServletRequest request, HttpServletResponse response, Exception refused) throws IOException {
        lead(request, response, reason(request, refused));
    }

    private static void lead(HttpServletRequest request, HttpServletResponse response, String reason)
            throws IOException {
        response.sendRedirect(request.getContextPath() + "/login?" + reason);
    }

    private String reason(HttpServletRequest request, Exception refused) {
        if (refused instanceof HasToWait) {
            return "wait";
        }
        ProviderSilent silent = silent(refused);
        if (silent != null) {
            LOG.warn("A sign-in by {} failed: {}", provider, Printable.of(silent.getMessage()));
            return SILENT;
        }
        if (refused instanceof NoRole) {
            backoff.failed("", request.getRemoteAddr());
            return "role";
        }
        if (refused instanceof OAuth2AuthenticationException told
                && NOT_COMPLETED.contains(told.getError().getErrorCode())) {
            return "again";
        }
        LOG.warn("A sign-in by {} was not believed: {}", provider, Printable.of(refused.getMessage()));
        backoff.failed("", request.getRemoteAddr());
        return "disbelieved";
    }

    private static @Nullable ProviderSilent silent(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof ProviderSilent silent) {
                return silent;
            }
        }
        return null;
    }
}
