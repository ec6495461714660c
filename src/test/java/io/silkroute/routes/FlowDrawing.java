package io.silkroute.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The way of an item as a ribbon of stations, as SVG: what stands at each is read from the route files. */
final class FlowDrawing {

    private static final int STATION = 156;
    private static final int LEFT = 24;
    private static final int LINE = 44;
    private static final int HEIGHT = 180;
    private static final int LETTERS = 23; // of a line

    private final RouteGraph graph;
    private final Map<String, RouteGraph.Place> places;

    FlowDrawing(RouteGraph graph) {
        this.graph = graph;
        this.places = graph.places().collect(Collectors.toMap(RouteGraph.Place::id, Function.identity()));
    }

    /** @param way ids of routes, in the order in which an item passes them */
    String drawn(List<String> way) {
        int width = 2 * LEFT + STATION * way.size() - 12;
        List<String> svg = new ArrayList<>();
        svg.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%1$d\" role=\"img\" aria-label=\"%s\">"
                        .formatted(width, HEIGHT, "An item's way: " + String.join(", ", way)));
        svg.add(
                "<style>text{font:12px Inter,system-ui,sans-serif;fill:#60656d}.name{font-weight:650;font-size:14px;fill:#1d1f23}"
                        + ".file,.queue{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:10.5px}.queue{fill:#0d6b62}</style>");
        svg.add("<rect width=\"%d\" height=\"%d\" rx=\"12\" fill=\"#f5f4f1\"/>".formatted(width, HEIGHT));
        int last = LEFT + 7 + STATION * (way.size() - 1);
        svg.add("<path d=\"M%d %dH%d\" stroke=\"#0d6b62\" stroke-width=\"3\"/>".formatted(LEFT + 7, LINE, last));
        for (int i = 0; i < way.size(); i++) {
            station(svg, place(way.get(i)), LEFT + i * STATION);
        }
        svg.add("</svg>");
        return String.join("\n", svg) + "\n";
    }

    private RouteGraph.Place place(String id) {
        RouteGraph.Place place = places.get(id);
        if (place == null) {
            throw new IllegalArgumentException("there is no route " + id);
        }
        return place;
    }

    private void station(List<String> svg, RouteGraph.Place place, int x) {
        if (place.from().startsWith("jms:queue:")) {
            svg.add("<text class=\"queue\" x=\"%d\" y=\"%d\">queue %s</text>"
                    .formatted(x, LINE - 16, place.from().substring("jms:queue:".length())));
        }
        svg.add("<circle cx=\"%d\" cy=\"%d\" r=\"6.5\" fill=\"#fff\" stroke=\"#0d6b62\" stroke-width=\"3\"/>"
                .formatted(x + 7, LINE));
        int y = LINE + 30;
        svg.add("<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>".formatted(x, y, place.id()));
        svg.add("<text class=\"file\" x=\"%d\" y=\"%d\">%s</text>"
                .formatted(x, y + 17, "routes/" + place.file().replace(".camel.yaml", "")));
        y += 38;
        for (String line : lines(place.description())) {
            svg.add("<text x=\"%d\" y=\"%d\">%s</text>"
                    .formatted(x, y, line.replace("&", "&amp;").replace("<", "&lt;")));
            y += 16;
        }
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.replaceAll("; asked by.*", "").split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > LETTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Those to which no call leads from one before, by whatever routes between; what a bean asks is reached by it. */
    List<String> broken(List<String> way) {
        List<String> broken = new ArrayList<>();
        for (int i = 1; i < way.size(); i++) {
            RouteGraph.Place to = place(way.get(i));
            boolean reached = way.subList(0, i).stream().anyMatch(before -> graph.leads(place(before), to));
            if (!reached && to.beans().isEmpty()) {
                broken.add(to.id());
            }
        }
        return broken;
    }
}
