package io.silkroute.inbound;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.inbound.file.FileStamp;
import io.silkroute.inbound.item.Quoted;
import io.silkroute.inbound.receipt.Told;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which files of the inbox are taken up. Each poll looks at all of them, so that none waits for another to settle: a
 * file is taken up when two looks found it alike and it has been left alone for {@code silkroute.inbox-settle}.
 * Passed over are {@code done} and {@code failed}, what is named with a dot in front or {@code .part} behind, and links.
 */
@Component("inboxLooks")
class InboxLooks implements GenericFileFilter<File> {

    private static final Logger LOG = LoggerFactory.getLogger(InboxLooks.class);

    private static final Set<String> ANSWERED = Set.of("done", "failed");

    private final Path inbox;
    private final Duration settle;
    private final Connectors connectors;
    private final InboxLanes lanes;
    private final Told told;
    private final Clock clock;
    private final Map<Path, Look> looks = new ConcurrentHashMap<>();

    /** @param leftAlone is it to stay where it is until it changes? */
    private record Look(FileStamp stamp, Instant since, boolean leftAlone) {}

    InboxLooks(
            @Value("${silkroute.inbox:./inbox}") Path inbox,
            @Value("${silkroute.inbox-settle:10000}") long settleMillis,
            Connectors connectors,
            InboxLanes lanes,
            Told told,
            Clock clock) {
        this.inbox = inbox.toAbsolutePath().normalize();
        this.settle = Duration.ofMillis(settleMillis);
        this.connectors = connectors;
        this.lanes = lanes;
        this.told = told;
        this.clock = clock;
    }

    @Override
    public boolean accept(GenericFile<File> found) {
        Path path = found.getFile().toPath().toAbsolutePath().normalize();
        return found.isDirectory() ? entered(path) : takenUp(path);
    }

    private boolean entered(Path folder) {
        if (Files.isSymbolicLink(folder)) {
            tellOfLink(folder);
            return false;
        }
        String name = folder.getFileName().toString();
        boolean ofConnector = inbox.equals(folder.getParent())
                && ConnectorName.asked(name).flatMap(connectors::find).isPresent();
        return ofConnector || !ANSWERED.contains(name);
    }

    private boolean takenUp(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.startsWith(".") || name.endsWith(".part") || name.endsWith(".filepart")) {
            return false;
        }
        FileStamp stamp = FileStamp.of(file);
        if (stamp == null) {
            return false;
        }
        if (!stamp.regular()) {
            tellOfLink(file);
            return false;
        }
        Instant now = clock.instant();
        Look before = looks.get(file);
        if (before == null || !before.stamp().equals(stamp)) {
            looks.put(file, new Look(stamp, now, false));
            return false;
        }
        return !before.leftAlone() && settled(before, now) && lanes.idle(file);
    }

    private boolean settled(Look look, Instant now) {
        return !now.isBefore(look.since().plus(settle))
                || !now.isBefore(look.stamp().modified().plus(settle));
    }

    private void tellOfLink(Path path) {
        FileStamp stamp = FileStamp.of(path);
        Look before = looks.get(path);
        if (stamp != null && (before == null || !before.stamp().equals(stamp))) {
            leaveAlone(
                    path,
                    stamp,
                    Files.isSymbolicLink(path)
                            ? "It is a link, and links are not followed. Put the file itself there."
                            : "It is no ordinary file, and cannot be read as one. Remove it.");
        }
    }

    /** The file cannot be moved away, and stays until it changes. Says so, once. @param why with what to do */
    void leaveAlone(Path file, FileStamp stamp, String why) {
        looks.put(file, new Look(stamp, clock.instant(), true));
        String sentence = "%s stays in the inbox. %s".formatted(shown(file), why);
        LOG.warn("{}", sentence);
        told.note(connector(file), sentence, null);
    }

    /** The path of a file as people know it, from the inbox on. */
    String shown(Path file) {
        return "File " + Quoted.quoted(inbox.relativize(file).toString());
    }

    /** The connector in whose folder, or below it, a file lies; null: there is none. */
    @Nullable
    String connector(Path file) {
        Path within = inbox.relativize(file);
        return within.getNameCount() < 2
                ? null
                : ConnectorName.asked(within.getName(0).toString())
                        .flatMap(connectors::find)
                        .map(connector -> connector.name().text())
                        .orElse(null);
    }

    /** How many folders lie between the inbox and a file; a connector's files have one. */
    int depth(Path file) {
        return inbox.relativize(file).getNameCount() - 1;
    }

    /** Forgets files that are gone. */
    void forget() {
        looks.keySet().removeIf(file -> FileStamp.of(file) == null);
    }
}
