package io.silkroute.mail;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who of a connector gets which mails.
 *
 * @param sender null: nobody gets any
 * @param at when summaries are sent, in the shop's zone
 * @param weekly on which day the week's report is
 */
record MailPlan(@Nullable String sender, List<Person> people, LocalTime at, DayOfWeek weekly) {

    /** @param events that this person wants to be told of */
    record Person(String address, Set<String> events) {}

    /** Who wants to be told of an event. */
    List<String> wanting(String event) {
        return sender == null
                ? List.of()
                : people.stream()
                        .filter(person -> person.events().contains(event))
                        .map(Person::address)
                        .distinct()
                        .toList();
    }
}
