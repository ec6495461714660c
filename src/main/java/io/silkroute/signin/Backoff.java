package io.silkroute.signin;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * How long somebody has to wait who guesses passwords: from one address for one name, from one address for whatever
 * names, and for one name from wherever, which is the slowest to begin and the shortest, so that nobody is locked out by
 * others for long. The first wait is told in the activity log. What is remembered is bounded.
 */
@Component
public class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(5); // twice as long after each further failure
    private static final int MOST = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);
    private static final int LONGEST_NAME = 64;

    private enum Kind {
        NAME_FROM_ADDRESS(5, Duration.ofMinutes(5)),
        ADDRESS(20, Duration.ofMinutes(5)),
        NAME(50, Duration.ofSeconds(10));

        private final int free; // failures before the first wait
        private final Duration longest;

        Kind(int free, Duration longest) {
            this.free = free;
            this.longest = longest;
        }
    }

    private record Key(Kind kind, String who) {}

    private record Failures(int count, Instant last) {}

    private final Map<Key, Failures> failed = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
            return size() > MOST;
        }
    };
    private final ActivityLog activity;
    private final Clock clock;

    Backoff(ActivityLog activity, Clock clock) {
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * @param name empty: somebody has not said it yet; then the address alone counts
     * @throws HasToWait if so
     */
    public void check(String name, String address) {
        wait(name, address).ifPresent(left -> {
            throw new HasToWait(left);
        });
    }

    /** Empty: may try now. */
    synchronized Optional<Duration> wait(String name, String address) {
        Instant now = clock.instant();
        Duration longest = Duration.ZERO;
        for (Key key : keys(name, address)) {
            Failures failures = failed.get(key);
            if (failures != null) {
                Duration left = Duration.between(now, failures.last().plus(pause(key.kind(), failures.count())));
                longest = left.compareTo(longest) > 0 ? left : longest;
            }
        }
        return longest.isZero() ? Optional.empty() : Optional.of(longest);
    }

    public void failed(String name, String address) {
        for (Key key : keys(name, address)) {
            if (count(key) == key.kind().free) {
                String sentence = key.kind() == Kind.ADDRESS
                        ? "Sign-ins from " + address + " failed %d times in a row; that address has to wait now."
                        : key.kind() == Kind.NAME
                                ? "Sign-ins failed %d times in a row from several addresses; each has to wait now."
                                : "Sign-ins from " + address + " failed %d times in a row; they have to wait now.";
                activity.append(Entry.ofOperator(
                        null, name.isEmpty() ? "?" : bounded(name), sentence.formatted(key.kind().free)));
            }
        }
    }

    private synchronized int count(Key key) {
        Instant now = clock.instant();
        Failures before = failed.get(key);
        int count = before == null || before.last().plus(FORGOTTEN_AFTER).isBefore(now) ? 1 : before.count() + 1;
        failed.put(key, new Failures(count, now));
        return count;
    }

    synchronized void succeeded(String name, String address) {
        failed.remove(new Key(Kind.NAME_FROM_ADDRESS, bounded(name) + " " + address));
    }

    private static Duration pause(Kind kind, int failures) {
        if (failures < kind.free) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST.multipliedBy(1L << Math.min(20, failures - kind.free));
        return doubled.compareTo(kind.longest) > 0 ? kind.longest : doubled;
    }

    private static Key[] keys(String name, String address) {
        if (name.isEmpty()) {
            return new Key[] {new Key(Kind.ADDRESS, address)};
        }
        String who = bounded(name);
        return new Key[] {
            new Key(Kind.NAME_FROM_ADDRESS, who + " " + address),
            new Key(Kind.ADDRESS, address),
            new Key(Kind.NAME, who)
        };
    }

    private static String bounded(String name) {
        String printable = name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return printable.length() > LONGEST_NAME ? printable.substring(0, LONGEST_NAME) : printable;
    }
}
