package io.silkroute.signin.oidc;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether anything is said of a provider. An empty value says nothing. */
class OidcIsSet implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return Binder.get(context.getEnvironment())
                .bind("silkroute.oidc", Bindable.mapOf(String.class, Object.class))
                .map(OidcIsSet::says)
                .orElse(false);
    }

    private static boolean says(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                ? map.values().stream().anyMatch(OidcIsSet::says)
                : value != null && !value.toString().isBlank();
    }
}
