package io.silkroute.connector.config;

import java.util.ArrayList;
import java.util.List;

/** What happens that others may want to be told, in the words of the configuration. */
public final class ToldEvents {

    public static final String RUN_FAILED = "run-failed"; // also one that completed with failures
    public static final String RUN_RECOVERED = "run-recovered"; // completed, after one that failed
    public static final String SYNC_COMPLETED = "sync-completed";
    public static final String CONFLICT = "conflict";
    public static final String CAMPAIGN_CREATED = "campaign-created"; // in the shop
    public static final String CODE_USED = "code-used";
    public static final String CODE_USE_REVOKED = "code-use-revoked"; // told to those who want to know of code-used
    public static final String THRESHOLD_REACHED = "threshold-reached";
    public static final String CODES_GENERATED = "codes-generated";
    public static final String IMPORT_DONE = "import-done";
    public static final String CONNECTOR_STATE_CHANGED = "connector-state-changed";
    public static final String API_VERSION_ENDS = "api-version-ends";
    public static final String SOURCE_FAILED = "source-failed"; // once until it is fetched again
    public static final String SOURCE_RECOVERED = "source-recovered";
    public static final String SUBSCRIPTION_LOST = "subscription-lost";
    public static final String DISK_SHORT = "disk-short";
    public static final String APP_UNINSTALLED = "app-uninstalled";

    /** What a receiver of webhooks can ask for. */
    public static final List<String> WEBHOOKS = List.of(
            RUN_FAILED,
            RUN_RECOVERED,
            SYNC_COMPLETED,
            CONFLICT,
            CAMPAIGN_CREATED,
            CODE_USED,
            THRESHOLD_REACHED,
            CODES_GENERATED,
            IMPORT_DONE,
            CONNECTOR_STATE_CHANGED,
            API_VERSION_ENDS,
            SOURCE_FAILED,
            SOURCE_RECOVERED,
            SUBSCRIPTION_LOST,
            DISK_SHORT,
            APP_UNINSTALLED);

    public static final String DAILY_SUMMARY = "daily-summary";
    public static final String WEEKLY_REPORT = "weekly-report";

    /** What is sent by the clock, by mail alone. */
    public static final List<String> SUMMARIES = List.of(DAILY_SUMMARY, WEEKLY_REPORT);

    /** What mail can be asked for. */
    public static final List<String> EMAIL = all();

    private ToldEvents() {}

    private static List<String> all() {
        List<String> all = new ArrayList<>(WEBHOOKS);
        all.addAll(SUMMARIES);
        return List.copyOf(all);
    }

    /** The word by which an event is asked for. */
    public static String subscription(String type) {
        return type.equals(CODE_USE_REVOKED) ? CODE_USED : type;
    }
}
