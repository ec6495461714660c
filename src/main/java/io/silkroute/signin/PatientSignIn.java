package io.silkroute.signin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Looks at a name and a password, unless whoever sends them has to wait. A password that matched a moment ago is let
 * through in any case: a program is not held up by somebody else who guesses its name's.
 */
final class PatientSignIn implements AuthenticationProvider {

    private final DaoAuthenticationProvider passwords;
    // Looked up once, for both who need it.
    private static final ThreadLocal<KnownUser> ASKING = new ThreadLocal<>();

    private final Users users;
    private final PasswordCache cache;
    private final Backoff backoff;

    PatientSignIn(Users users, PasswordCache cache, Backoff backoff) {
        this.users = users;
        this.cache = cache;
        this.backoff = backoff;
        this.passwords = new DaoAuthenticationProvider(name -> {
            KnownUser user = ASKING.get();
            if (user == null) {
                throw new UsernameNotFoundException("no such user");
            }
            return user;
        });
        this.passwords.setPasswordEncoder(cache);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        String name = asked.getName();
        String address = asked.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
        Optional<KnownUser> user = users.find(name);
        if (!remembered(user, asked)) {
            backoff.check(name, address);
        }
        user.ifPresent(ASKING::set);
        try {
            Authentication known = passwords.authenticate(asked);
            backoff.succeeded(name, address);
            return known;
        } catch (BadCredentialsException wrong) {
            backoff.failed(name, address);
            throw wrong;
        } finally {
            ASKING.remove();
        }
    }

    private boolean remembered(Optional<KnownUser> user, Authentication asked) {
        Object password = asked.getCredentials();
        return password != null
                && user.map(KnownUser::getPassword)
                        .filter(encoded -> cache.remembers(password.toString(), encoded))
                        .isPresent();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
