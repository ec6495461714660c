package io.silkroute.console.system;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.mapping.MappingReview;
import io.silkroute.mapping.MappingVersions;
import io.silkroute.preview.Statuses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A connector's mapping files as they lie there: their lines, what is wrong with them, and whether their cases hold. */
@Controller
class MappingPage {

    private static final int SAMPLE = 500; // items of each type

    private final Statuses statuses;
    private final MappingReview review;
    private final MappingVersions versions;
    private final Items items;

    MappingPage(Statuses statuses, MappingReview review, MappingVersions versions, Items items) {
        this.statuses = statuses;
        this.review = review;
        this.versions = versions;
        this.items = items;
    }

    /** @param wrong something is wrong with it */
    record Line(int number, String text, boolean wrong) {}

    /**
     * One file.
     *
     * @param sampled how many items of the PIM were looked at for what no line reads
     * @param compared the version that is compared with the file as it lies there; null: none is
     * @param difference null where the texts are too long, or nothing is compared
     */
    record Shown(
            MappingReview.Reviewed file,
            List<Line> lines,
            MappingReview.Aside aside,
            int sampled,
            List<MappingVersions.Version> versions,
            MappingVersions.@Nullable Version compared,
            @Nullable List<LineDifference.Line> difference) {}

    /**
     * The cases of every file are tried each time.
     *
     * @param version of one of the files, to be compared with what lies there now
     * @param cases the file whose cases somebody wants to see
     */
    @GetMapping("/connectors/{connector}/mapping")
    String mapping(
            @PathVariable String connector,
            @RequestParam(required = false) @Nullable Long version,
            @RequestParam(defaultValue = "") String cases,
            Model model) {
        Connector known = statuses.known(connector);
        Map<Boolean, List<Item>> sample = Map.of(
                true, sample(known.name(), ItemType.PRODUCT, ItemType.VARIANT),
                false, sample(known.name(), ItemType.CATEGORY));
        model.addAttribute("connector", known.name().text());
        model.addAttribute("ran", cases);
        model.addAttribute("kept", MappingVersions.KEPT);
        model.addAttribute("sample", SAMPLE);
        model.addAttribute(
                "files",
                review.of(known.config().mapping()).stream()
                        .map(file -> shown(
                                file,
                                sample.getOrDefault(
                                        file.name().equals(known.config().mapping()), List.of()),
                                version))
                        .toList());
        return "console/mapping";
    }

    private Shown shown(MappingReview.Reviewed file, List<Item> sample, @Nullable Long version) {
        List<MappingVersions.Version> known = versions.of(file.name());
        MappingVersions.Version compared = known.stream()
                .filter(one -> version != null && one.id() == version)
                .findFirst()
                .orElse(null);
        return new Shown(
                file,
                lines(file),
                review.aside(file, sample),
                sample.size(),
                known,
                compared,
                compared == null
                        ? null
                        : LineDifference.of(
                                versions.text(file.name(), compared.id()).orElse(""), file.text()));
    }

    /** The first of each type by id: however many items there are, no more are read. */
    private List<Item> sample(ConnectorName connector, ItemType... types) {
        List<Item> sample = new ArrayList<>();
        for (ItemType type : types) {
            items.find(connector, type, items.ids(connector, type, "", SAMPLE)).values().stream()
                    .filter(stored -> !stored.deleted())
                    .map(Items.Stored::item)
                    .forEach(sample::add);
        }
        return sample;
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
