package io.silkroute.signin.oidc;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.signin.Role;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Who somebody is here whose ID token was found to be right: a name, and a role by what the provider says of him. What
 * the token lacks of that is asked of the provider.
 */
final class ProviderPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private static final List<String> NAMES = List.of("preferred_username", "email", "sub");
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_SUBJECT = 255;

    private final OidcSettings settings;
    private final ProviderCalls calls;
    private final ActivityLog activity;

    ProviderPeople(OidcSettings settings, ProviderCalls calls, ActivityLog activity) {
        this.settings = settings;
        this.calls = calls;
        this.activity = activity;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest signedIn) {
        OidcIdToken token = signedIn.getIdToken();
        Map<String, Object> claims = token.getClaims();
        boolean all = at(claims).isPresent() && !text(claims, NAMES.get(0)).isEmpty();
        Map<String, Object> more = all ? Map.of() : userInfo(signedIn);
        // What is signed wins, claim by claim.
        String name = settings.called(name(claims, more));
        String subject = Printable.of(claims.get("sub"), LONGEST_SUBJECT);
        Optional<Role> role =
                settings.roles().of(values(at(claims).or(() -> at(more)).orElse(List.of())));
        if (role.isEmpty()) {
            note(
                    name,
                    "The sign-in was refused: nothing in " + settings.rolesClaim()
                            + " stands in silkroute.oidc.roles (subject " + subject + ").");
            throw new NoRole();
        }
        note(name, "Signed in as " + role.get().word() + " (subject " + subject + ").");
        return new ProviderUser(name, role.get(), token);
    }

    private Map<String, Object> userInfo(OidcUserRequest signedIn) {
        String address = signedIn.getClientRegistration()
                .getProviderDetails()
                .getUserInfoEndpoint()
                .getUri();
        if (address == null || address.isEmpty()) {
            return Map.of();
        }
        try {
            Map<String, Object> told =
                    calls.object(URI.create(address), signedIn.getAccessToken().getTokenValue());
            if (!String.valueOf(signedIn.getIdToken().getSubject()).equals(told.get("sub"))) {
                throw new OAuth2AuthenticationException(
                        new OAuth2Error("invalid_user_info"), "the provider speaks of somebody else");
            }
            return told;
        } catch (ProviderSilent silent) {
            throw new OAuth2AuthenticationException(new OAuth2Error("invalid_user_info"), silent.getMessage(), silent);
        }
    }

    /** A claim of this very name, or the way to it, from object to object. */
    private Optional<Object> at(Map<String, Object> claims) {
        Object whole = claims.get(settings.rolesClaim());
        if (whole != null) {
            return Optional.of(whole);
        }
        Object at = claims;
        for (String part : settings.rolesClaim().split("\\.")) {
            at = at instanceof Map<?, ?> object ? object.get(part) : null;
        }
        return Optional.ofNullable(at);
    }

    private static List<String> values(Object claim) {
        Stream<?> all = claim instanceof Collection<?> many ? many.stream() : Stream.of(claim);
        return all.filter(String.class::isInstance).map(String.class::cast).toList();
    }

    // No blanks: a token's calls go under "token " and its name.
    private static String name(Map<String, Object> claims, Map<String, Object> more) {
        String name = NAMES.stream()
                .flatMap(claim -> Stream.of(text(claims, claim), text(more, claim)))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("?");
        return Printable.of(name, LONGEST_NAME).replaceAll("[\\s\\p{Z}]", "_");
    }

    private static String text(Map<String, Object> claims, String claim) {
        return claims.get(claim) instanceof String text ? text.strip() : "";
    }

    private void note(String name, String sentence) {
        activity.append(Entry.ofOperator(null, name, sentence));
    }
}
