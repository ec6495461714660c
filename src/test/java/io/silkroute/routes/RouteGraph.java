package io.silkroute.routes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which route calls which, by a direct call or over a queue, and what starts the others; read from the route files. */
final class RouteGraph {

    private static final String DIRECT = "direct:";
    private static final String QUEUE = "jms:queue:";
    private static final Pattern ASKED_BY = Pattern.compile("asked by the bean (\\w+)");

    /** A route, or a configuration that has steps of its own. */
    record Place(String file, String id, String description, String from, Set<String> beans, Set<String> calls) {

        /** Its source starts it without anybody of ours: a clock, a file, a request. */
        boolean isSource() {
            return !from.isEmpty() && !from.startsWith(DIRECT) && !from.startsWith(QUEUE);
        }
    }

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Set<String> filledByBroker;

    /** @param filledByBroker queues into which the broker puts messages itself */
    RouteGraph(List<RouteFile> files, Set<String> filledByBroker) {
        this.filledByBroker = filledByBroker;
        for (RouteFile file : files) {
            Map<String, List<RouteFile.Step>> steps = file.outermostById();
            for (JsonNode route : file.routes()) {
                Matcher asked = ASKED_BY.matcher(route.path("description").asString());
                Set<String> beans = new TreeSet<>();
                while (asked.find()) {
                    beans.add(asked.group(1));
                }
                add(file, route, route.at("/from/uri").asString(), beans, steps);
            }
            file.configurations().forEach(configuration -> add(file, configuration, "", Set.of(), steps));
        }
    }

    private void add(
            RouteFile file, JsonNode place, String from, Set<String> beans, Map<String, List<RouteFile.Step>> steps) {
        String id = place.path("id").asString();
        Set<String> calls = new LinkedHashSet<>();
        steps.get(id).stream()
                .flatMap(RouteFile.Step::withInner)
                .filter(step -> step.body().hasNonNull("uri"))
                .forEach(step -> calls.add(step.body().path("uri").asString()));
        String description = place.path("description").asString("");
        places.put(id, new Place(file.name(), id, description, from, beans, calls));
    }

    Stream<Place> places() {
        return places.values().stream();
    }

    /** Is there a way of calls and queues from one to the other? */
    boolean leads(Place from, Place to) {
        Set<String> reached = new TreeSet<>();
        Deque<Place> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            Place place = next.remove();
            places().filter(called -> place.calls().contains(called.from()))
                    .filter(called -> reached.add(called.id()))
                    .forEach(next::add);
        }
        return reached.contains(to.id());
    }

    private boolean isCalled(String address) {
        return places().anyMatch(place -> place.calls().contains(address));
    }

    private boolean isRead(String address) {
        return places().anyMatch(place -> place.from().equals(address));
    }

    /** Routes that nothing starts. */
    List<String> islands() {
        return places().filter(place -> !place.from().isEmpty()
                        && !place.isSource()
                        && place.beans().isEmpty()
                        && !filledByBroker.contains(place.from())
                        && !isCalled(place.from()))
                .map(Place::id)
                .toList();
    }

    /** Calls of routes that are not there, and messages on queues that none reads. */
    List<String> deadEnds() {
        return places().flatMap(place -> place.calls().stream()
                        .filter(call -> isOurs(call) && !isRead(call))
                        .map(call -> place.id() + " -> " + call))
                .toList();
    }

    private static boolean isOurs(String address) {
        return address.startsWith(DIRECT) || address.startsWith(QUEUE);
    }

    /** As a Mermaid flow chart: a frame for each file, round what starts a route, six-sided what is called outside. */
    String drawn() {
        List<String> lines = new ArrayList<>(List.of("```mermaid", "flowchart LR"));
        String file = "";
        for (Place place : places().filter(this::isDrawn).toList()) {
            if (!place.file().equals(file)) {
                if (!file.isEmpty()) {
                    lines.add("  end");
                }
                file = place.file();
                lines.add("  subgraph file_%s[\"%s\"]".formatted(name(file.replace(".camel.yaml", "")), file));
            }
            lines.add("    %s[\"%s\"]".formatted(name(place.id()), place.id()));
        }
        lines.add("  end");
        places().forEach(place -> lines.addAll(entries(place)));
        places().forEach(place -> lines.addAll(calls(place)));
        lines.add("```");
        return String.join("\n", lines);
    }

    private boolean isDrawn(Place place) {
        return !place.from().isEmpty() || !place.calls().isEmpty();
    }

    private List<String> entries(Place place) {
        List<String> entries = new ArrayList<>();
        if (place.isSource()) {
            entries.add(entry(place.from(), place));
        }
        place.beans().forEach(bean -> entries.add(entry("bean " + bean, place)));
        if (filledByBroker.contains(place.from())) {
            String queue = place.from().substring(QUEUE.length());
            entries.add("  broker([\"broker\"]) -->|\"queue %s\"| %s".formatted(queue, name(place.id())));
        }
        return entries;
    }

    private static String entry(String source, Place place) {
        String label = source.replaceAll("\\{\\{([^:}]+).*?}}", "$1"); // the key without its default
        return "  %s([\"%s\"]) --> %s".formatted(name(label), label, name(place.id()));
    }

    private List<String> calls(Place place) {
        List<String> calls = new ArrayList<>();
        for (String call : place.calls()) {
            if (!isOurs(call)) {
                calls.add("  %s --> %s{{\"%s\"}}".formatted(name(place.id()), name(call), call));
            }
            String arrow = call.startsWith(QUEUE) ? "-->|\"queue " + call.substring(QUEUE.length()) + "\"|" : "-->";
            places().filter(called -> called.from().equals(call))
                    .forEach(called -> calls.add("  %s %s %s".formatted(name(place.id()), arrow, name(called.id()))));
        }
        return calls;
    }

    private static String name(String text) {
        return text.replaceAll("\\W+", "_").replaceAll("_+$", "");
    }
}
