package io.silkroute.guide;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The five steps of one connector, or of an installation that has none.
 *
 * @param connector null: there is none yet
 * @param token has the connector's PIM a token that it may send?
 * @param address where this installation is called
 * @param line an item as a line of NDJSON that the connector's filters let through
 * @param folder where the connector's files are put
 * @param product address of a product in the shop; null while there is none
 */
public record Guide(
        @Nullable String connector,
        boolean active,
        boolean token,
        List<Step> steps,
        String address,
        String line,
        String folder,
        @Nullable String product) {

    public enum Name {
        MADE,
        CONNECTED,
        PUSHED,
        IN_SHOP,
        OPENED
    }

    /** @param sentence how it is, or what to do */
    public record Step(Name name, String title, boolean done, String sentence) {

        public boolean is(String other) {
            return name.name().equals(other);
        }
    }

    /** The first step that is not done; null when all are. */
    public @Nullable Step next() {
        return steps.stream().filter(step -> !step.done()).findFirst().orElse(null);
    }

    /** The command that pushes the item. @param secret the PIM token while it may be shown; null: a variable has it */
    public String curl(@Nullable String secret) {
        return "curl -H \"Authorization: Bearer " + (secret == null ? "$PIM_TOKEN" : secret) + "\""
                + " -H 'Content-Type: application/x-ndjson' --data-binary " + quoted(line) + " "
                + quoted(address + "/pim/" + connector + "/items");
    }

    /** The command that puts it into the connector's folder. */
    public String drop() {
        return "mkdir -p " + quoted(folder) + " && printf '%s\\n' " + quoted(line) + " > "
                + quoted(folder + "/first.jsonl");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
