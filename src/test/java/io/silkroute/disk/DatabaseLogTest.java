package io.silkroute.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseLogTest {

    private static final String ROW = "/*C12*/INSERT INTO ITEM VALUES('it''s, (so)',12,NULL,'x/*C1*/COMMIT')";
    private static final String GONE = "DELETE FROM ITEM WHERE ID='a' AND COMMITTED_AT=12";
    private static final List<String> WHOLE = List.of(
            "SET SCHEMA PUBLIC",
            ROW,
            "COMMIT",
            "/*C3*/COMMIT",
            GONE,
            "create table kept (n integer default 1, note varchar(9) default 'x')",
            "-- What Shopify's answer was.\\u000acreate table answer (n integer)",
            "/*C3*/-- What Shopify's answer was.\\u000acreate table answer (n integer)",
            "ALTER SEQUENCE PUBLIC.ARRIVAL RESTART WITH 8");

    private final Path folder;

    DatabaseLogTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whole_statements_are_none_that_are_cut() throws IOException {
        assertThat(DatabaseLog.firstCut(log(String.join("\n", WHOLE) + "\n"))).isEmpty();
    }

    /** Wherever a statement is cut, and whatever the next one on its line is. */
    @Test
    void a_statement_that_is_cut_anywhere_is_found() throws IOException {
        for (String statement : List.of(ROW, GONE)) {
            for (int at = 1; at < statement.length(); at++) {
                for (String next : List.of(ROW, GONE, "COMMIT", "/*C3*/COMMIT", "SET SCHEMA PUBLIC")) {
                    String line = statement.substring(0, at) + next;
                    if (!isWholeAgain(line, statement, at)) {
                        assertThat(DatabaseLog.isCut(line)).as(line).isTrue();
                    }
                }
            }
        }
    }

    // Cut right behind its session, a statement leaves another whole one behind.
    private static boolean isWholeAgain(String line, String statement, int at) {
        return statement.startsWith("/*C") && at == statement.indexOf("*/") + 2 && !line.startsWith("/*C12*//*C");
    }

    @Test
    void the_line_is_named_and_all_from_it_on_can_be_taken_away() throws IOException {
        Path log = log("COMMIT\n/*C1*/INSERT INTO A VALUES('xCOMMIT\nCOMMIT\n");

        DatabaseLog.CutLine cut = DatabaseLog.firstCut(log).orElseThrow();
        DatabaseLog.cutBefore(log, cut);

        assertThat(cut).isEqualTo(new DatabaseLog.CutLine(2, 7));
        assertThat(log).hasContent("COMMIT\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT\n", "COMMIT\nINSERT INTO A VAL", "COMMIT\n\u0000\u0000\u0000"})
    void what_stands_behind_the_last_whole_line_goes(String text) throws IOException {
        Path log = log(text);

        DatabaseLog.cutTail(log);

        assertThat(log).hasContent("COMMIT\n");
    }

    @Test
    void a_log_of_one_line_that_is_cut_is_empty_after() throws IOException {
        Path log = log("x".repeat(200_000));

        DatabaseLog.cutTail(log);

        assertThat(log).isEmptyFile();
    }

    @Test
    void no_log_is_none_to_look_at() throws IOException {
        DatabaseLog.cutTail(folder.resolve("none"));

        assertThat(DatabaseLog.firstCut(folder.resolve("none"))).isEmpty();
    }

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("log"), text);
    }
}
