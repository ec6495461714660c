package io.silkroute.connector.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PIM that is asked for its catalogue, page by page.
 *
 * @param name by which it is called in addresses and the log
 * @param address of the first page; of a system with a kind of its own where it answers
 * @param records where the records stand in a page, such as {@code _embedded.items}; {@code .} if the page is the list
 * @param profile the file of {@code sources/} that says what of a record is what; null: the kind's own
 * @param delta how only what changed is asked for; null: each fetch is of everything
 * @param channel of a system that has some: whose values are taken; null: those without a channel, then any
 * @param locales whose texts are taken; none: all
 * @param removals what a full fetch does not bring is gone
 * @param schedule when what changed is asked for, as that of runs
 * @param fullSchedule when everything is asked for
 * @param requestsPerMinute not more than so many; 0: as fast as it answers
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SourceConfig(
        String name,
        Kind kind,
        URI address,
        Auth auth,
        @Nullable String records,
        @Nullable String profile,
        Next next,
        @Nullable Delta delta,
        @Nullable String channel,
        List<String> locales,
        boolean removals,
        List<String> schedule,
        List<String> fullSchedule,
        int requestsPerMinute) {

    public SourceConfig {
        locales = locales == null ? List.of() : List.copyOf(locales);
        schedule = schedule == null ? List.of() : List.copyOf(schedule);
        fullSchedule = fullSchedule == null ? List.of() : List.copyOf(fullSchedule);
    }

    /** What its secrets are kept by: they go to no other address than the one they were given for. */
    public String secretsPlace() {
        URI token = auth.tokenAddress();
        return name + " " + origin(address) + (token == null ? "" : " " + origin(token));
    }

    /** Scheme, host and port. */
    public static String origin(URI address) {
        int port = address.getPort();
        return address.getScheme() + "://" + address.getHost() + (port < 0 ? "" : ":" + port);
    }

    /** What kind of system it is. */
    public enum Kind {
        REST, // any that answers with pages of JSON
        AKENEO;

        @JsonValue
        public String word() {
            return EnumNames.of(this);
        }

        @JsonCreator
        static Kind of(String word) {
            return EnumNames.parse(Kind.class, word);
        }
    }

    /**
     * How it is shown who asks.
     *
     * @param header in which the key stands
     * @param tokenAddress where tokens are granted
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Auth(
            By by,
            @Nullable String header,
            @Nullable String username,
            @Nullable String clientId,
            @Nullable URI tokenAddress) {

        /** The ways in which it is shown. */
        public enum By {
            NONE,
            BEARER,
            BASIC,
            HEADER,
            OAUTH_PASSWORD,
            OAUTH_CLIENT;

            @JsonValue
            public String word() {
                return EnumNames.of(this);
            }

            @JsonCreator
            static By of(String word) {
                return EnumNames.parse(By.class, word);
            }
        }
    }

    /**
     * Where the next page is.
     *
     * @param path in the page, of the next link or cursor; {@code record.<field>} is the last record's
     * @param parameter of the address that names the page, the offset or the cursor
     * @param first number of the first page
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Next(
            By by, @Nullable String path, @Nullable String parameter, int first) {

        static final Next NONE = new Next(By.NONE, null, null, 1);

        /** The ways in which pages follow one another. */
        public enum By {
            NONE, // one page is all
            LINK,
            LINK_HEADER,
            PAGE,
            OFFSET,
            CURSOR;

            @JsonValue
            public String word() {
                return EnumNames.of(this);
            }

            @JsonCreator
            static By of(String word) {
                return EnumNames.parse(By.class, word);
            }
        }
    }

    /**
     * @param format {@code iso}, {@code seconds}, {@code millis}, or a pattern of a time in UTC
     * @param overlap how far before the last fetch it begins, for what is found later than it was changed
     */
    public record Delta(String parameter, String format, String overlap) {

        static final Delta DEFAULT = new Delta("", "iso", "5m");

        public Duration overlapping() {
            return ConnectorConfig.Pull.time(overlap).orElseThrow();
        }
    }

    /** Has it something to be asked for since a time? */
    @JsonIgnore
    public boolean knowsChanges() {
        return delta != null || kind != Kind.REST;
    }
}
