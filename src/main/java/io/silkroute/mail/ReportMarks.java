package io.silkroute.mail;

import io.silkroute.connector.ConnectorName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Up to which of its times each summary was sent. */
@Repository
class ReportMarks {

    private final JdbcTemplate jdbc;

    ReportMarks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Is this time still to be told? One that has not been looked at before begins with what comes. */
    boolean before(ConnectorName connector, Report report, Instant time, Instant now) {
        List<OffsetDateTime> reached = jdbc.query(
                "select reached from mail_report where connector = ? and kind = ?",
                (row, n) -> row.getObject(1, OffsetDateTime.class),
                connector.text(),
                report.event());
        if (reached.isEmpty()) {
            try {
                jdbc.update(
                        "insert into mail_report (connector, kind, reached) values (?, ?, ?)",
                        connector.text(),
                        report.event(),
                        Mails.column(now));
            } catch (DuplicateKeyException another) {
                // node was first
            }
            return false;
        }
        return reached.get(0).toInstant().isBefore(time);
    }

    /** Within a transaction that makes the mails; false if another node has. */
    boolean reach(ConnectorName connector, Report report, Instant time) {
        return jdbc.update(
                        "update mail_report set reached = ? where connector = ? and kind = ? and reached < ?",
                        Mails.column(time),
                        connector.text(),
                        report.event(),
                        Mails.column(time))
                > 0;
    }
}
