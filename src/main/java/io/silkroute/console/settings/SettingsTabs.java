package io.silkroute.console.settings;

import io.silkroute.console.Links;
import io.silkroute.console.Tab;
import java.util.ArrayList;
import java.util.List;

/** The tabs of a connector's settings: its tasks, and what was changed before. */
final class SettingsTabs {

    static final String HISTORY = "history";

    private SettingsTabs() {}

    /** @param here the task's word, or {@value #HISTORY} @param administers the PIM's tokens are admins' alone */
    static List<Tab> of(String connector, String here, boolean administers) {
        String base = "/connectors/" + Links.encoded(connector);
        List<Tab> tabs = new ArrayList<>();
        for (SettingsTask task : SettingsTask.values()) {
            if (task != SettingsTask.PIM) {
                tabs.add(new Tab(
                        task.label(), base + task.address(), null, task.word().equals(here)));
            } else if (administers) {
                tabs.add(new Tab(
                        task.label(), base + "/pim-tokens", null, task.word().equals(here)));
            }
        }
        tabs.add(new Tab("History", base + "/config/history", null, here.equals(HISTORY)));
        return tabs;
    }
}
