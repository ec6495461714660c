package io.silkroute.signin.oidc;

import io.silkroute.signin.Role;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The provider at which people sign in.
 *
 * @param issuer its address, to the letter as it calls itself; what else is to be known of it stands below that
 * @param name how people here call it: on the button, and behind the name of everybody who signed in there
 * @param rolesClaim where the provider says who somebody is, such as {@code groups} or {@code realm_access.roles}
 * @param scopes what is asked for; some providers tell groups only to who asks for {@code groups}
 * @param roles which values of that claim make somebody what; the highest counts
 */
@ConfigurationProperties("silkroute.oidc")
public record OidcSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("OpenID Connect") String name,
        @DefaultValue("groups") String rolesClaim,
        @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
        @DefaultValue Roles roles) {

    private static final int LONGEST_NAME = 30;
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+"); // RFC 6749, 3.3

    public record Roles(
            @DefaultValue List<String> admin,
            @DefaultValue List<String> operator,
            @DefaultValue List<String> viewer) {

        Optional<Role> of(List<String> values) {
            if (values.stream().anyMatch(admin::contains)) {
                return Optional.of(Role.ADMIN);
            }
            if (values.stream().anyMatch(operator::contains)) {
                return Optional.of(Role.OPERATOR);
            }
            return values.stream().anyMatch(viewer::contains) ? Optional.of(Role.VIEWER) : Optional.empty();
        }

        private boolean nobody() {
            return admin.isEmpty() && operator.isEmpty() && viewer.isEmpty();
        }
    }

    /** How somebody is called here who signed in there. Nobody of ours has such a name, and no token. */
    String called(String name) {
        return name + " (" + this.name + ")";
    }

    /**
     * @param local the names of application.yaml
     * @throws OidcSettingsRefused with all that is wrong
     */
    void requireWhole(List<String> local) {
        List<String> wrong = new ArrayList<>();
        requireText("issuer", issuer, wrong);
        requireText("client-id", clientId, wrong);
        requireText("client-secret", clientSecret, wrong);
        requireText("roles-claim", rolesClaim, wrong);
        if (!issuer.isBlank() && !Provider.trusted(issuer)) {
            wrong.add(
                    "silkroute.oidc.issuer is not an address that begins with https:// (http:// on this machine only).");
        } else if (issuer.indexOf('?') >= 0 || issuer.indexOf('#') >= 0) {
            wrong.add("silkroute.oidc.issuer is an address without a query and a fragment.");
        }
        if (scopes.stream().anyMatch(scope -> !SCOPE.matcher(scope).matches())) {
            wrong.add("silkroute.oidc.scopes is a list with one scope each, such as [openid, profile, groups].");
        }
        if (roles.nobody()) {
            wrong.add("silkroute.oidc.roles names nobody: at least one of admin, operator and viewer has a value.");
        }
        if (name.isBlank() || name.length() > LONGEST_NAME || !name.matches("[\\p{L}\\p{N}\\p{P}\\p{S} ]*")) {
            wrong.add("silkroute.oidc.name has 1 to " + LONGEST_NAME + " letters.");
        }
        local.stream()
                .filter(one -> one.endsWith(called("")))
                .forEach(one -> wrong.add(
                        "silkroute.users has a name that would be taken for one of the provider's: " + one + "."));
        if (!wrong.isEmpty()) {
            throw new OidcSettingsRefused(wrong);
        }
    }

    private static void requireText(String key, @Nullable String value, List<String> wrong) {
        if (value == null || value.isBlank()) {
            wrong.add("silkroute.oidc." + key + " is missing.");
        }
    }

    URI discovery() {
        return URI.create((issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                + "/.well-known/openid-configuration");
    }

    @Override
    public String toString() {
        return "OidcSettings[" + issuer + "]";
    }
}
