package io.silkroute.connector.config;

import io.silkroute.connector.config.SourceConfig.Auth;
import io.silkroute.connector.config.SourceConfig.Delta;
import io.silkroute.connector.config.SourceConfig.Kind;
import io.silkroute.connector.config.SourceConfig.Next;
import io.silkroute.connector.secret.SourceKeys;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which PIMs are asked. What a PIM wants to be shown stays as long as its name and its address do. */
final class SourceFields {

    private static final int MOST = 20;
    private static final int MOST_SCHEDULES = 20;
    private static final int LONGEST = 255;
    private static final int LONGEST_ADDRESS = 1_000;
    private static final int LONGEST_SECRET = 5_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern PROFILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,99}");
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]");
    private static final Set<String> OURS = Set.of("host", "content-length", "connection", "transfer-encoding");

    private SourceFields() {}

    /** @param keys by {@link SourceConfig#secretsPlace} */
    record Read(List<SourceConfig> sources, Map<String, SourceKeys> keys) {}

    /** @param before what is shown so far */
    static Read read(Fields connector, Map<String, SourceKeys> before) {
        Map<String, SourceKeys> keys = new LinkedHashMap<>();
        List<SourceConfig> sources = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields one : connector.objects("sources", MOST)) {
            SourceConfig source = source(one, before, keys);
            if (source != null && !names.add(source.name())) {
                one.wrong("name", "stands there twice; give each source a name of its own.");
            } else if (source != null) {
                sources.add(source);
            }
            one.end();
        }
        return new Read(sources, keys);
    }

    private static @Nullable SourceConfig source(
            Fields fields, Map<String, SourceKeys> before, Map<String, SourceKeys> keys) {
        String name = fields.text("name", LONGEST);
        if (name == null || !NAME.matcher(name).matches()) {
            fields.wrong("name", "must be a short name of small letters, digits and hyphens, such as pim.");
            name = null;
        }
        Kind kind = fields.word("kind", Kind.class, Kind.REST);
        Fields shown = fields.within("auth");
        Auth.By by = shown.word("by", Auth.By.class, kind == Kind.AKENEO ? Auth.By.OAUTH_PASSWORD : Auth.By.NONE);
        URI address = address(fields, "address", by != Auth.By.NONE, kind == Kind.REST);
        Auth auth = auth(shown, by, kind);
        Next next = next(fields.within("next"));
        String profile = fields.text("profile", LONGEST);
        if (profile != null && !PROFILE.matcher(profile).matches()) {
            fields.wrong("profile", "must be the name of a file in sources/, without .yaml.");
        }
        String records = fields.text("records", LONGEST);
        if (kind == Kind.REST) {
            require(fields, "records", records, "where the records stand in a page, such as data or _embedded.items.");
            require(fields, "profile", profile, "the name of the file in sources/ that says what of a record is what.");
        } else {
            useless(fields, "records", records, kind);
            useless(fields.within("next"), "by", fields.within("next").text("by", LONGEST), kind);
        }
        Delta delta = Fields.absent(fields.raw("delta")) ? null : delta(fields.within("delta"));
        if (delta != null && kind != Kind.REST) {
            fields.wrong("delta", "does nothing here: a source of the kind " + kind.word() + " knows what changed.");
        }
        SourceConfig source = new SourceConfig(
                name == null ? "" : name,
                kind,
                address == null ? URI.create("https://unknown.invalid") : address,
                auth,
                records,
                profile,
                next,
                delta,
                fields.text("channel", LONGEST),
                fields.texts("locales", 100, 20, List.of()),
                fields.flag("removals", false),
                schedule(fields, "schedule"),
                schedule(fields, "fullSchedule"),
                fields.number("requestsPerMinute", 0, 60_000, 0));
        if (kind == Kind.REST) {
            useless(fields, "channel", source.channel(), kind);
            useless(fields, "locales", source.locales().isEmpty() ? null : "", kind);
        }
        SourceKeys given = keys(shown, auth.by(), before.getOrDefault(source.secretsPlace(), SourceKeys.NONE));
        shown.end();
        if (name == null || address == null) {
            return null;
        }
        if (!given.equals(SourceKeys.NONE)) {
            keys.put(source.secretsPlace(), given);
        }
        return source;
    }

    private static void require(Fields fields, String key, @Nullable String value, String what) {
        if (value == null) {
            fields.wrong(key, "is missing: " + what);
        }
    }

    private static void useless(Fields fields, String key, @Nullable String value, Kind kind) {
        if (value != null) {
            fields.wrong(key, "does nothing for a source of the kind " + kind.word() + ".");
        }
    }

    /** @param secrets go there, so it is https, unless it is on this machine */
    private static @Nullable URI address(Fields fields, String key, boolean secrets, boolean query) {
        String text = fields.text(key, LONGEST_ADDRESS);
        if (text == null) {
            fields.wrong(key, "is missing: https:// and where the PIM answers.");
            return null;
        }
        try {
            URI uri = new URI(query ? text : text.replaceAll("/+$", ""));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawFragment() != null
                    || !query && uri.getRawQuery() != null
                    || !scheme.equals("https") && !scheme.equals("http")) {
                fields.wrong(key, "must be https:// and an address without user and fragment.");
                return null;
            }
            if (scheme.equals("http") && secrets && !Endpoint.loopback(uri)) {
                fields.wrong(
                        key,
                        "must be https://, as secrets go there; http:// is for an address on this machine or without auth.");
                return null;
            }
            String host = uri.getHost();
            if (LITERAL.matcher(host).matches() && !PublicAddress.mayBeAsked(InetAddress.getByName(host))) {
                fields.wrong(key, "is an address at which no PIM is, but a cloud keeps its machines' credentials.");
                return null;
            }
            return uri;
        } catch (URISyntaxException | UnknownHostException notAnAddress) {
            fields.wrong(key, "must be an address such as https://pim.example.com/api/products.");
            return null;
        }
    }

    private static Auth auth(Fields fields, Auth.By by, Kind kind) {
        String header = fields.text("header", LONGEST);
        String username = fields.text("username", LONGEST);
        String clientId = fields.text("clientId", LONGEST);
        boolean grant = by == Auth.By.OAUTH_PASSWORD || by == Auth.By.OAUTH_CLIENT;
        boolean ownGrant = kind == Kind.AKENEO;
        if (ownGrant && by != Auth.By.OAUTH_PASSWORD) {
            fields.wrong("by", "must be oauth-password, as " + kind.word() + " wants it.");
        }
        URI tokenAddress = grant && !ownGrant ? address(fields, "tokenAddress", true, true) : null;
        if (by == Auth.By.HEADER) {
            if (header == null || !HEADER.matcher(header).matches() || OURS.contains(header.toLowerCase(Locale.ROOT))) {
                fields.wrong("header", "must be the name of the header in which the key stands, such as X-Api-Key.");
            }
        }
        if (by == Auth.By.BASIC || by == Auth.By.OAUTH_PASSWORD) {
            require(fields, "username", username, "the user who asks.");
        }
        if (grant) {
            require(fields, "clientId", clientId, "the client to which tokens are granted.");
        }
        return new Auth(by, header, username, clientId, tokenAddress);
    }

    private static SourceKeys keys(Fields fields, Auth.By by, SourceKeys before) {
        SourceKeys given = new SourceKeys(
                fields.secret("token", LONGEST_SECRET, before.token()),
                fields.secret("password", LONGEST_SECRET, before.password()),
                fields.secret("clientSecret", LONGEST_SECRET, before.clientSecret()));
        String missing = "is missing. It has to be given anew when the name or the address of a source is changed.";
        if ((by == Auth.By.BEARER || by == Auth.By.HEADER) && given.token() == null) {
            fields.wrong("token", missing);
        }
        if ((by == Auth.By.BASIC || by == Auth.By.OAUTH_PASSWORD) && given.password() == null) {
            fields.wrong("password", missing);
        }
        if ((by == Auth.By.OAUTH_PASSWORD || by == Auth.By.OAUTH_CLIENT) && given.clientSecret() == null) {
            fields.wrong("clientSecret", missing);
        }
        return given;
    }

    private static Next next(Fields fields) {
        Next next = new Next(
                fields.word("by", Next.By.class, Next.NONE.by()),
                fields.text("path", LONGEST),
                fields.text("parameter", LONGEST),
                fields.number("first", 0, 1, Next.NONE.first()));
        boolean path = next.by() == Next.By.LINK || next.by() == Next.By.CURSOR;
        boolean parameter = next.by() == Next.By.PAGE || next.by() == Next.By.OFFSET || next.by() == Next.By.CURSOR;
        if (path) {
            require(fields, "path", next.path(), "where in a page the next link or the cursor stands.");
        }
        if (parameter) {
            require(fields, "parameter", next.parameter(), "the address's parameter, such as page or search_after.");
        }
        fields.end();
        return next;
    }

    private static Delta delta(Fields fields) {
        String parameter = fields.text("parameter", LONGEST);
        String format = fields.text("format", LONGEST);
        String overlap = fields.text("overlap", 10);
        require(fields, "parameter", parameter, "the address's parameter, such as updated_since.");
        if (format != null && !Set.of("iso", "seconds", "millis").contains(format)) {
            if (!tells(format)) {
                fields.wrong("format", "must be iso, seconds, millis or a pattern such as yyyy-MM-dd HH:mm:ss.");
            }
        }
        if (overlap != null && ConnectorConfig.Pull.time(overlap).isEmpty()) {
            fields.wrong("overlap", "must be a time such as 5m.");
            overlap = null;
        }
        fields.end();
        return new Delta(
                parameter == null ? "" : parameter,
                format == null ? Delta.DEFAULT.format() : format,
                overlap == null ? Delta.DEFAULT.overlap() : overlap);
    }

    private static boolean tells(String pattern) {
        try {
            return !DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                    .format(Instant.EPOCH.atOffset(ZoneOffset.UTC))
                    .isBlank();
        } catch (IllegalArgumentException | DateTimeException none) {
            return false;
        }
    }

    private static List<String> schedule(Fields fields, String key) {
        List<String> words = fields.texts(key, MOST_SCHEDULES, LONGEST, List.of());
        try {
            new Schedule(words);
            return words;
        } catch (IllegalArgumentException no) {
            fields.wrong(key, String.valueOf(no.getMessage()));
            return List.of();
        }
    }
}
