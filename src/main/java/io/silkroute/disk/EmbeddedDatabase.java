package io.silkroute.disk;

import io.silkroute.access.Secret;
import io.silkroute.connector.secret.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/**
 * The database in this process's own files: opened before anybody else connects, whole or not at all, with a password
 * of its own. It ends with its last connection; this one lasts, while those of the pool come and go.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String OF_A_FILE = "jdbc:hsqldb:file:";
    private static final String EMBEDDED = "jdbc:hsqldb:";

    // HSQLDB's codes.
    private static final int IN_USE = -451;
    private static final int NOT_WRITTEN = -452;
    private static final int LOG_NOT_REPLAYED = -472;
    private static final int WRONG_PASSWORD = -4000;

    private final @Nullable Connection lasting;

    private EmbeddedDatabase(@Nullable Connection lasting) {
        this.lasting = lasting;
    }

    /** The files' path without ending; empty if the database is not one in files. */
    static Optional<Path> files(String url) {
        if (!url.toLowerCase(Locale.ROOT).startsWith(OF_A_FILE)) {
            return Optional.empty();
        }
        String path = url.substring(OF_A_FILE.length());
        int options = path.indexOf(';');
        return Optional.of(Path.of(options < 0 ? path : path.substring(0, options)));
    }

    /**
     * Opens it, and sets the password that the pool is to use.
     *
     * @param passwordFile made at the first start, when nobody has configured a password
     * @param acceptLoss open it even if its log cannot be replayed to the end; the log is kept beside it
     * @param failures told of the database, once it is open
     * @throws StartRefused if it cannot be opened, or not whole
     */
    static EmbeddedDatabase open(
            DataSourceProperties properties, Path passwordFile, boolean acceptLoss, FailedWrites failures) {
        String url = properties.determineUrl();
        Optional<Path> files = files(url);
        try {
            if (files.isEmpty()) {
                return new EmbeddedDatabase(url.startsWith(EMBEDDED) ? connect(properties, url) : null);
            }
            boolean whole = wholeLog(Path.of(files.get() + ".log"), acceptLoss);
            url += whole ? ";hsqldb.full_log_replay=true" : "";
            Connection lasting = withItsOwnPassword(properties, url, passwordFile);
            try (Statement statement = lasting.createStatement()) {
                // Warnings too: that a commit could not be forced to the disk is one.
                statement.execute("set database external event log level 2");
                failures.listenTo(nameOf(statement));
            }
            return new EmbeddedDatabase(lasting);
        } catch (SQLException e) {
            throw refused(files.orElse(Path.of(url)), e);
        } catch (IOException e) {
            throw new StartRefused(
                    "The database " + files.orElseThrow() + " cannot be read: " + e.getMessage() + ".",
                    "Mend the disk, or bring back a backup.",
                    e);
        }
    }

    private static Connection connect(DataSourceProperties properties, String url) throws SQLException {
        return DriverManager.getConnection(url, properties.determineUsername(), properties.determinePassword());
    }

    private static Connection withItsOwnPassword(DataSourceProperties properties, String url, Path file)
            throws SQLException, IOException {
        String configured = properties.determinePassword();
        if (configured != null && !configured.isEmpty()) {
            return connect(properties, url);
        }
        if (!Files.exists(file)) {
            PrivateFile.make(file, Secret.made("").text());
        }
        String own = Files.readString(file).strip();
        Connection connection;
        try {
            connection = DriverManager.getConnection(url, properties.determineUsername(), own);
        } catch (SQLException e) {
            if (e.getErrorCode() != WRONG_PASSWORD) {
                throw e;
            }
            // Made by a version that gave it none.
            connection = connect(properties, url);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set password '" + own + "'");
            }
        }
        properties.setPassword(own);
        return connection;
    }

    private static String nameOf(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("call database_name()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** @return whether the log is to be replayed to its end, or as far as it can be */
    private static boolean wholeLog(Path log, boolean acceptLoss) throws IOException {
        Optional<DatabaseLog.CutLine> cut = DatabaseLog.firstCut(log);
        if (!acceptLoss) {
            cut.ifPresent(line -> {
                throw notReplayed(log, "line " + line.number() + " of it was cut while it was written", null);
            });
            DatabaseLog.cutTail(log);
            return true;
        }
        if (Files.isRegularFile(log) && Files.size(log) > 0) {
            Path kept = notTaken(log);
            Files.copy(log, kept);
            LOG.warn(
                    "The log {} is replayed as far as it can be, as silkroute.disk.accept-loss asks; a copy of it is {}."
                            + " Take that key away again.",
                    log,
                    kept);
            if (cut.isPresent()) {
                DatabaseLog.cutBefore(log, cut.get());
            }
            DatabaseLog.cutTail(log);
        }
        return false;
    }

    private static Path notTaken(Path log) {
        Path kept = log.resolveSibling(log.getFileName() + ".kept");
        for (int n = 2; Files.exists(kept); n++) {
            kept = log.resolveSibling(log.getFileName() + ".kept-" + n);
        }
        return kept;
    }

    private static StartRefused notReplayed(Path log, String why, @Nullable Throwable cause) {
        return new StartRefused(
                "The database was not ended cleanly, and its log " + log + " cannot be replayed to the end: " + why
                        + ". What follows there was accepted, and would be lost.",
                "Keep a copy of the data folder, and bring back a backup; or start once with silkroute.disk.accept-loss=true"
                        + " to go on without it, and let the PIM push everything again.",
                cause);
    }

    /** A log that is replayed writes data, for which there may be no room; a line that cannot be read fails otherwise. */
    private static boolean writeFailed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    && String.valueOf(cause.getMessage()).contains("No space left")) {
                return true;
            }
        }
        return false;
    }

    private static StartRefused refused(Path files, SQLException e) {
        String told = String.valueOf(e.getMessage()).strip();
        return switch (e.getErrorCode()) {
            case IN_USE ->
                new StartRefused(
                        "The database " + files + " is in use by another process.",
                        "Stop the other one, or give this one a folder of its own (silkroute.data, SILKROUTE_DATA).",
                        e);
            case NOT_WRITTEN ->
                new StartRefused(
                        "The database " + files + " cannot be written: " + told + ".",
                        "Make room on the disk, and let the user that runs Silkroute write there.",
                        e);
            case LOG_NOT_REPLAYED ->
                writeFailed(e)
                        ? new StartRefused(
                                "The database " + files
                                        + " was not ended cleanly, and there is no room on its disk to replay its log: "
                                        + told + ".",
                                "Make room on the disk, and start again. The log is as it was.",
                                e)
                        : notReplayed(Path.of(files + ".log"), told, e);
            case WRONG_PASSWORD ->
                new StartRefused(
                        "The database " + files + " does not take its password.",
                        "Bring back the file db.password of the data folder, or set spring.datasource.password.",
                        e);
            default ->
                new StartRefused(
                        "The database " + files + " cannot be opened: " + told + ".",
                        "Bring back a backup of the data folder.",
                        e);
        };
    }

    @Override
    public void close() throws SQLException {
        if (lasting != null) {
            lasting.close();
        }
    }
}
