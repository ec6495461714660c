package io.silkroute.source;

import io.silkroute.source.profile.Profile;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Category paths made categories with all above them, each once. */
final class Categories {

    private static final int REMEMBERED = 100_000; // beyond that one may be made twice, which does no harm
    private static final String STEP = " > ";

    private final Profile profile;
    private final Set<String> made = new HashSet<>();

    Categories(Profile profile) {
        this.profile = profile;
    }

    /** @return the ids of the categories in which an item stands */
    List<String> of(List<String> named, Consumer<ObjectNode> categories) {
        String path = profile.categoryPath();
        Set<String> ids = new LinkedHashSet<>();
        for (String one : named) {
            String id = path == null ? one : made(one.split(Pattern.quote(path), -1), categories);
            if (!id.isEmpty()) {
                ids.add(id);
            }
        }
        return List.copyOf(ids);
    }

    private String made(String[] steps, Consumer<ObjectNode> categories) {
        String above = "";
        boolean first = true;
        for (String step : steps) {
            String name = step.strip();
            boolean dropped = first && profile.categoryDrop().contains(name);
            first = false;
            if (name.isEmpty() || dropped) {
                continue;
            }
            String id = above.isEmpty() ? name : above + STEP + name;
            if (made.size() >= REMEMBERED || made.add(id)) {
                ObjectNode category = JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "category")
                        .put("id", id)
                        .put("name", name);
                if (!above.isEmpty()) {
                    category.put("parent", above);
                }
                categories.accept(category);
            }
            above = id;
        }
        return above;
    }
}
