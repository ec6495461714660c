package io.silkroute.disk;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Where a failed write of the embedded database or broker shows, and what follows from it. HSQLDB tells of one by an
 * exception when it met it in a statement, and only in its own log when it met it in a commit, while it wrote its rows or
 * forced them to the disk: it then answers that all is well.
 */
final class FailedWrites implements SQLExceptionTranslator, BeanPostProcessor {

    // What it says of a commit that it could not force to the disk, or not write at all, as a warning.
    private static final List<String> OF_A_COMMIT = List.of("ScriptWriter synch error", "data commit");

    // HSQLDB's codes: an error of a file, of its data file, its data file is full.
    private static final Set<Integer> OF_A_FILE = Set.of(-452, -466, -468);

    private final SQLExceptionTranslator translator = new SQLExceptionSubclassTranslator();
    private java.util.logging.@Nullable Logger engine; // held here: nobody else does
    private final HardStop stop;

    FailedWrites(HardStop stop) {
        this.stop = stop;
    }

    /** From now on what this database says of a write ends the process. @param database its unique name */
    void listenTo(String database) {
        engine = java.util.logging.Logger.getLogger("hsqldb.db." + database);
        engine.setLevel(Level.WARNING);
        engine.addHandler(new Ear());
    }

    @Override
    public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException failure) {
        if (OF_A_FILE.contains(failure.getErrorCode())) {
            stop.because("The database could not write.", failure);
        }
        return translator.translate(task, sql, failure);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof EmbeddedActiveMQ broker && broker.getActiveMQServer() != null) {
            // It tells nobody but the log that it could not begin.
            if (!broker.getActiveMQServer().isActive()) {
                throw new StartRefused(
                        "The queue's journal could not be opened; the log says why, before this.",
                        "Make room on the disk, and let the user that runs Silkroute write there. What was accepted is still there.",
                        null);
            }
            broker.getActiveMQServer()
                    .registerIOCriticalErrorListener((failure, message, file) ->
                            stop.because("The queue could not write " + file + ".", failure));
        }
        return bean;
    }

    private final class Ear extends Handler {

        @Override
        public void publish(LogRecord event) {
            String message = String.valueOf(event.getMessage());
            boolean grave = event.getLevel().intValue() >= Level.SEVERE.intValue();
            if (grave || OF_A_COMMIT.stream().anyMatch(message::startsWith)) {
                stop.because(
                        "The database could not write: " + message.strip() + ".",
                        event.getThrown() == null ? new IOException(message) : event.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
