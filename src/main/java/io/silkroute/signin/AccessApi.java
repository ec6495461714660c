package io.silkroute.signin;

import io.silkroute.access.AdminReads;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Users and API tokens by HTTP, for admins. */
@RestController
class AccessApi {

    private final Access access;

    AccessApi(Access access) {
        this.access = access;
    }

    record NewUser(
            @Nullable String name,
            @Nullable String password,
            @Nullable String role) {}

    record ChangedUser(@Nullable String password, @Nullable String role) {}

    record NewToken(@Nullable String name, @Nullable String role) {}

    @AdminReads
    @GetMapping("/api/users")
    Map<String, List<Access.User>> users() {
        return Map.of("items", access.users());
    }

    @PostMapping("/api/users")
    @ResponseStatus(HttpStatus.CREATED)
    void add(@RequestBody NewUser user, Principal by) {
        access.add(user.name() == null ? "" : user.name(), user.password(), user.role(), by.getName());
    }

    @PatchMapping("/api/users/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable String name, @RequestBody ChangedUser user, Principal by) {
        access.change(name, user.password(), user.role(), by.getName());
    }

    @DeleteMapping("/api/users/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String name, Principal by) {
        access.remove(name, by.getName());
    }

    @AdminReads
    @GetMapping("/api/tokens")
    Map<String, List<Access.Token>> tokens() {
        return Map.of("items", access.tokens());
    }

    /** The answer's {@code token} is shown this once. */
    @PostMapping("/api/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> make(@RequestBody NewToken token, Principal by) {
        return Map.of(
                "token",
                access.makeToken(token.name() == null ? "" : token.name(), token.role(), by.getName())
                        .text());
    }

    @DeleteMapping("/api/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Principal by) {
        access.revokeToken(id, by.getName());
    }
}
