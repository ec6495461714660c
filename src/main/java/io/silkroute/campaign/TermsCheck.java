package io.silkroute.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Looks at a campaign or a code at the door. */
public final class TermsCheck {

    private static final int MAX_TOLD = 5;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private TermsCheck() {}

    /** Has an item of this type terms to be looked at? */
    public static boolean concerns(@Nullable String type) {
        return "campaign".equals(type) || "code".equals(type);
    }

    /** What is wrong with it, in sentences; null if nothing. One that is to be deleted needs to say nothing more. */
    public static @Nullable String fault(String item) {
        ObjectNode image = (ObjectNode) JSON.readTree(item);
        if (image.path("operation").asString("").equals("delete")) {
            return null;
        }
        TermsReader reader = new TermsReader(image);
        reader.terms();
        List<String> problems = reader.problems();
        return problems.isEmpty()
                ? null
                : String.join(" ", problems.subList(0, Math.min(MAX_TOLD, problems.size())))
                        + (problems.size() > MAX_TOLD ? " And %d more.".formatted(problems.size() - MAX_TOLD) : "");
    }
}
