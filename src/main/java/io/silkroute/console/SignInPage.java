package io.silkroute.console;

import io.silkroute.signin.oidc.OidcSignIn;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page on which one signs in: by a password, and at the provider where there is one. */
@Controller
class SignInPage {

    private final @Nullable OidcSignIn provider;

    SignInPage(ObjectProvider<OidcSignIn> provider) {
        this.provider = provider.getIfAvailable();
    }

    @GetMapping("/login")
    String page(Model model) {
        if (provider != null) {
            model.addAttribute("provider", provider.name());
            model.addAttribute("providerAddress", provider.address());
        }
        return "login";
    }
}
