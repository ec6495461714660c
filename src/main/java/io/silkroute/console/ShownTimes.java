package io.silkroute.console;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Times as the pages show them: UTC, to the second. */
@Component("times")
public class ShownTimes {

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    public String of(@Nullable Instant time) {
        return time == null ? "" : SHOWN.format(time);
    }
}
