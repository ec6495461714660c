package io.silkroute.signin;

import io.silkroute.access.OpenStreams;
import io.silkroute.access.Secret;
import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Who has access: what admins see of it and change. Every change stands in the activity log. */
@Component
public class Access {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,64}");
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 200;
    private static final int LONGEST_LABEL = 60;

    private final Users users;
    private final People people;
    private final ApiTokens tokens;
    private final PasswordCache passwords;
    private final OpenStreams streams;
    private final ActivityLog activity;

    Access(
            Users users,
            People people,
            ApiTokens tokens,
            PasswordCache passwords,
            OpenStreams streams,
            ActivityLog activity) {
        this.users = users;
        this.people = people;
        this.tokens = tokens;
        this.passwords = passwords;
        this.streams = streams;
        this.activity = activity;
    }

    /** @param createdAt null: of application.yaml, and changed there alone */
    public record User(String name, String role, @Nullable Instant createdAt) {}

    public record Token(
            String id,
            String name,
            String role,
            String last4,
            String createdBy,
            Instant createdAt,
            @Nullable Instant lastUsed) {}

    public List<User> users() {
        List<User> all = new ArrayList<>();
        users.configuredNames()
                .forEach(name ->
                        all.add(new User(name, users.configuredRole(name).word(), null)));
        people.all().stream()
                .filter(person -> !users.isConfigured(person.name()))
                .forEach(person -> all.add(new User(person.name(), person.role().word(), person.createdAt())));
        return all;
    }

    public void add(String name, @Nullable String password, @Nullable String role, String by) {
        if (!NAME.matcher(name).matches()) {
            throw new SignInRefused(
                    HttpStatus.BAD_REQUEST, "A user's name has 1 to 64 letters, digits or . _ @ + - and no blanks.");
        }
        Role granted = role(role);
        String digest = digest(password);
        if (users.isConfigured(name) || !people.add(name, digest, granted)) {
            throw new SignInRefused(HttpStatus.CONFLICT, "There is a user " + name + " already. Choose another name.");
        }
        note(by, "The user " + name + " was added as " + granted.word() + ".");
    }

    /** @param password null or empty: stays. @param role null: stays */
    public void change(String name, @Nullable String password, @Nullable String role, String by) {
        requireAdded(name);
        Role granted = role == null ? null : role(role);
        boolean same = password == null || password.isEmpty();
        requireDone(people.change(name, same ? null : digest(password), granted, users::adminAmong));
        streams.end(name);
        String is = granted == null ? "has the role of before" : "is " + granted.word() + " now";
        note(by, "The user " + name + " " + is + (same ? "." : ", with a new password."));
    }

    public void remove(String name, String by) {
        requireAdded(name);
        requireDone(people.remove(name, users::adminAmong));
        streams.end(name);
        note(by, "The user " + name + " was removed.");
    }

    public List<Token> tokens() {
        return tokens.all().stream()
                .map(token -> new Token(
                        token.id(),
                        token.name(),
                        token.role().word(),
                        token.last4(),
                        token.createdBy(),
                        token.createdAt(),
                        token.lastUsed()))
                .toList();
    }

    /** @return the token, which is shown now or never */
    public Secret makeToken(String name, @Nullable String role, String by) {
        String label = name.strip();
        if (label.isEmpty() || label.length() > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw new SignInRefused(
                    HttpStatus.BAD_REQUEST,
                    "A token's name has 1 to " + LONGEST_LABEL + " characters: the program that is to use it.");
        }
        Role granted = role(role);
        Secret secret = tokens.make(label, granted, by);
        note(by, "An API token \"" + label + "\" was made, as " + granted.word() + ".");
        return secret;
    }

    public void revokeToken(String id, String by) {
        String name = tokens.all().stream()
                .filter(token -> token.id().equals(id))
                .map(ApiTokens.ApiToken::name)
                .findFirst()
                .orElse("");
        if (!tokens.revoke(id)) {
            throw new SignInRefused(HttpStatus.NOT_FOUND, "There is no such token. It may have been revoked already.");
        }
        streams.end(TokenSignIn.user(name));
        note(by, "The API token \"" + name + "\" was revoked.");
    }

    private void requireAdded(String name) {
        if (users.isConfigured(name)) {
            throw new SignInRefused(
                    HttpStatus.CONFLICT,
                    "The user " + name + " stands in application.yaml or in the environment. Change it there.");
        }
    }

    private static void requireDone(People.Change change) {
        if (change == People.Change.NOBODY) {
            throw new SignInRefused(HttpStatus.NOT_FOUND, "There is no user of this name.");
        }
        if (change == People.Change.LAST_ADMIN) {
            throw new SignInRefused(HttpStatus.CONFLICT, "No admin would be left. Make somebody else an admin before.");
        }
    }

    private static Role role(@Nullable String role) {
        return Role.of(role == null ? "" : role)
                .orElseThrow(() ->
                        new SignInRefused(HttpStatus.BAD_REQUEST, "The role must be one of viewer, operator, admin."));
    }

    private String digest(@Nullable String password) {
        if (password == null || password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw new SignInRefused(
                    HttpStatus.BAD_REQUEST,
                    "A password has %d to %d characters.".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
        }
        try {
            return Objects.requireNonNull(passwords.encode(password));
        } catch (IllegalArgumentException tooLong) {
            throw new SignInRefused(HttpStatus.BAD_REQUEST, "The password is longer than 72 bytes.");
        }
    }

    private void note(String by, String sentence) {
        activity.append(Entry.ofOperator(null, by, sentence));
    }
}
