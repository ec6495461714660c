package io.silkroute.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param firstPause after an attempt that failed; twice as long after each further one, up to an hour
 * @param giveUp how old a mail may become that the server does not take
 * @param keep how long mails that were sent or given up are kept
 * @param again how long after a mail about a trouble the next one about the same may follow
 */
@ConfigurationProperties("silkroute.mail")
record MailSettings(
        @DefaultValue("30s") Duration firstPause,
        @DefaultValue("7d") Duration giveUp,
        @DefaultValue("30d") Duration keep,
        @DefaultValue("1h") Duration again) {

    MailSettings {
        positive("first-pause", firstPause);
        positive("give-up", giveUp);
        positive("keep", keep);
        positive("again", again);
    }

    private static void positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("silkroute.mail." + key + ": longer than nothing, such as 30m");
        }
    }
}
