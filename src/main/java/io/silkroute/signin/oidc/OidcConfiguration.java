package io.silkroute.signin.oidc;

import io.silkroute.activity.ActivityLog;
import io.silkroute.connector.secret.SecretBox;
import io.silkroute.signin.Backoff;
import io.silkroute.signin.UserSettings;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.ObjectMapper;

@Configuration(proxyBeanMethods = false)
@Conditional(OidcIsSet.class)
@EnableConfigurationProperties(OidcSettings.class)
class OidcConfiguration {

    @Bean
    ProviderCalls providerCalls(ObjectMapper json) {
        return new ProviderCalls(json);
    }

    /** Spring looks for it by its type. */
    @Bean
    IdTokens idTokens(ProviderCalls calls, Clock clock) {
        return new IdTokens(calls, clock);
    }

    @Bean
    OidcSignIn oidcSignIn(
            OidcSettings settings,
            UserSettings users,
            ProviderCalls calls,
            SecretBox box,
            Backoff backoff,
            ActivityLog activity,
            Clock clock) {
        settings.requireWhole(
                users.users().stream().map(UserSettings.User::name).toList());
        Provider provider = new Provider(settings, calls, clock);
        return new OidcSignIn(
                settings,
                provider,
                calls,
                new SignInsUnderWay(provider, box, clock),
                new ProviderPeople(settings, calls, activity),
                backoff);
    }
}
