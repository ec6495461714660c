package io.silkroute.source.value;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words by which exports say whether something is on sale, in any case. */
public final class StatusWords {

    private static final Set<String> VISIBLE = Set.of(
            "true",
            "1",
            "yes",
            "y",
            "oui",
            "ja",
            "si",
            "sí",
            "vrai",
            "wahr",
            "on",
            "active",
            "aktiv",
            "actif",
            "activé",
            "published",
            "publish",
            "publié",
            "veröffentlicht",
            "enabled",
            "visible",
            "sichtbar",
            "catalog",
            "search",
            "catalog, search",
            "both",
            "in stock",
            "in_stock",
            "available",
            "online");
    private static final Set<String> DRAFT = Set.of("draft", "-1", "brouillon", "entwurf", "pending", "unpublished");
    private static final Set<String> INVISIBLE = Set.of(
            "false",
            "0",
            "no",
            "n",
            "non",
            "nein",
            "faux",
            "falsch",
            "off",
            "inactive",
            "inaktiv",
            "inactif",
            "désactivé",
            "hidden",
            "versteckt",
            "caché",
            "disabled",
            "archived",
            "archiviert",
            "archivé",
            "private",
            "privé",
            "privat",
            "invisible",
            "unsichtbar",
            "not visible individually",
            "none",
            "offline");
    private static final List<String> STRICTER = List.of("visible", "draft", "invisible");

    private StatusWords() {}

    /** The item's word; null if this one is not known. @param own the profile's words, which win */
    public static @Nullable String of(String word, Map<String, String> own) {
        String lower = word.toLowerCase(Locale.ROOT);
        String chosen = own.get(lower);
        if (chosen != null) {
            return chosen;
        }
        return VISIBLE.contains(lower)
                ? "visible"
                : DRAFT.contains(lower) ? "draft" : INVISIBLE.contains(lower) ? "invisible" : null;
    }

    /** The one of two that shows less. */
    public static String stricter(String one, String other) {
        return STRICTER.get(Math.max(STRICTER.indexOf(one), STRICTER.indexOf(other)));
    }

    public static @Nullable Boolean truth(String word) {
        String status = of(word, Map.of());
        return status == null ? null : status.equals("visible");
    }

    /** For a sentence. */
    public static String known() {
        return "active, published, true, 1, draft, hidden, false, 0";
    }
}
