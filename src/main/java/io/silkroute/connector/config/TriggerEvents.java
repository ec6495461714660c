package io.silkroute.connector.config;

import io.silkroute.connector.config.ConnectorConfig.Trigger;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What happens that may start a run, in the words of the configuration. */
public final class TriggerEvents {

    /** A campaign came that was not known before. */
    public static final String CAMPAIGN_CREATED = "campaign-created";

    /** All codes of a job have been made. */
    public static final String CODES_GENERATED = "codes-generated";

    private static final int MOST = 100_000;
    private static final Pattern PENDING_OVER = Pattern.compile("pending-over-([1-9][0-9]{0,5})");

    private TriggerEvents() {}

    static boolean isWord(String word) {
        return word.equals(CAMPAIGN_CREATED)
                || word.equals(CODES_GENERATED)
                || over(word).isPresent();
    }

    static String words() {
        return "\"" + CAMPAIGN_CREATED + "\", \"" + CODES_GENERATED + "\" or \"pending-over-100\" (1 to " + MOST + ")";
    }

    /** More pending changes than this start a run; of several the fewest. Empty if their number starts none. */
    public static OptionalInt pendingOver(Trigger trigger) {
        return trigger.events().stream()
                .map(TriggerEvents::over)
                .flatMapToInt(OptionalInt::stream)
                .min();
    }

    private static OptionalInt over(String word) {
        Matcher matcher = PENDING_OVER.matcher(word);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        return number <= MOST ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
