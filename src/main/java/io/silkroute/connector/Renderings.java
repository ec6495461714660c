package io.silkroute.connector;

import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** By what each connector's items were rendered last, as a fingerprint; unknown at first. */
@Repository
public class Renderings {

    private final JdbcTemplate jdbc;

    Renderings(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** False also if nothing was noted yet. */
    public boolean noted(ConnectorName connector, byte[] fingerprint) {
        List<byte[]> noted = jdbc.query(
                "select rendered_by from connector where name = ? and rendered_by is not null",
                (row, n) -> row.getBytes(1),
                connector.text());
        return noted.stream().anyMatch(one -> Arrays.equals(one, fingerprint));
    }

    public void note(ConnectorName connector, byte[] fingerprint) {
        jdbc.update("update connector set rendered_by = ? where name = ?", fingerprint, connector.text());
    }
}
