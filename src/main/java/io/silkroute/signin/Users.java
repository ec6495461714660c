package io.silkroute.signin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everybody who may sign in: those of application.yaml, who win over others of their names, and those added here. */
final class Users {

    private final Map<String, KnownUser> configured;
    private final People people;

    Users(Map<String, KnownUser> configured, People people) {
        this.configured = Map.copyOf(configured);
        this.people = people;
    }

    Optional<KnownUser> find(String name) {
        KnownUser one = configured.get(name);
        if (one != null) {
            // A sign-in erases the password of what it was given.
            return Optional.of(new KnownUser(name, password(one), role(one)));
        }
        return people.find(name).map(person -> new KnownUser(person.name(), person.password(), person.role()));
    }

    boolean isConfigured(String name) {
        return configured.containsKey(name);
    }

    List<String> configuredNames() {
        return configured.keySet().stream().sorted().toList();
    }

    Role configuredRole(String name) {
        KnownUser one = configured.get(name);
        return one == null ? Role.VIEWER : role(one);
    }

    /** Whether there is an admin when these are who was added here. */
    boolean adminAmong(List<People.Person> added) {
        return configured.values().stream().anyMatch(one -> role(one) == Role.ADMIN)
                || added.stream().anyMatch(person -> person.role() == Role.ADMIN && !isConfigured(person.name()));
    }

    private static String password(KnownUser one) {
        String password = one.getPassword();
        return password == null ? "" : password;
    }

    private static Role role(KnownUser one) {
        String authority = one.getAuthorities().iterator().next().getAuthority();
        return Role.valueOf(authority == null ? "VIEWER" : authority.substring("ROLE_".length()));
    }
}
