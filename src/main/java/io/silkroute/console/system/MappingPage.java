package io.silkroute.console.system;

import io.silkroute.connector.Connector;
import io.silkroute.mapping.MappingReview;
import io.silkroute.preview.Statuses;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A connector's mapping files as they lie there: their lines, what is wrong with them, and whether their cases hold. */
@Controller
class MappingPage {

    private final Statuses statuses;
    private final MappingReview review;

    MappingPage(Statuses statuses, MappingReview review) {
        this.statuses = statuses;
        this.review = review;
    }

    /** @param wrong something is wrong with it */
    record Line(int number, String text, boolean wrong) {}

    record Shown(MappingReview.Reviewed file, List<Line> lines) {}

    @GetMapping("/connectors/{connector}/mapping")
    String mapping(@PathVariable String connector, Model model) {
        Connector known = statuses.known(connector);
        model.addAttribute("connector", known.name().text());
        model.addAttribute(
                "files",
                review.of(known.config().mapping()).stream()
                        .map(file -> new Shown(file, lines(file)))
                        .toList());
        return "console/mapping";
    }

    private static List<Line> lines(MappingReview.Reviewed file) {
        Set<Integer> wrong = file.errors().stream()
                .filter(error -> error.file().equals(file.name()))
                .map(error -> error.line())
                .collect(Collectors.toSet());
        List<String> lines = file.text().lines().toList();
        return IntStream.rangeClosed(1, lines.size())
                .mapToObj(number -> new Line(number, lines.get(number - 1), wrong.contains(number)))
                .toList();
    }
}
