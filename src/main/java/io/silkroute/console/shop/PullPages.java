package io.silkroute.console.shop;

import io.silkroute.access.OperatorMay;
import io.silkroute.connector.Connector;
import io.silkroute.connector.config.ConnectorConfig.Pull;
import io.silkroute.console.Links;
import io.silkroute.console.Notices;
import io.silkroute.mirror.MirrorSearch;
import io.silkroute.preview.Statuses;
import io.silkroute.pull.PullMode;
import io.silkroute.pull.Pulls;
import io.silkroute.pull.ShopPull;
import io.silkroute.pull.StreamStand;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** From Shopify: how far each stream was read, what was read last, and the buttons that read. */
@Controller
class PullPages {

    private static final int SHOWN = 20;

    private final Statuses statuses;
    private final Pulls pulls;
    private final MirrorSearch mirror;

    PullPages(Statuses statuses, Pulls pulls, MirrorSearch mirror) {
        this.statuses = statuses;
        this.pulls = pulls;
        this.mirror = mirror;
    }

    /**
     * @param held objects in the mirror
     * @param byItself whether the connector names it
     * @param last the pull that read it last, of those that are shown
     */
    record StreamRow(
            StreamStand stand,
            String name,
            long held,
            boolean byItself,
            @Nullable ShopPull last) {

        public ShopPull.@Nullable PullCounts counts() {
            return last == null ? null : last.counts().get(stand.stream().word());
        }
    }

    @GetMapping("/connectors/{connector}/pulls")
    String pulls(@PathVariable String connector, Model model) {
        Connector known = statuses.known(connector);
        Pull config = known.config().pull();
        List<ShopPull> recent = pulls.of(known.name(), null, SHOWN);
        model.addAttribute("connector", known.name().text());
        model.addAttribute("active", known.active());
        model.addAttribute("config", config);
        model.addAttribute("recent", recent);
        model.addAttribute(
                "running",
                recent.stream()
                        .filter(pull -> !pull.state().ended())
                        .findFirst()
                        .orElse(null));
        model.addAttribute(
                "streams",
                pulls.streams(known).stream()
                        .map(stand -> new StreamRow(
                                stand,
                                name(stand.stream()),
                                mirror.size(known.name(), stand.stream()),
                                config.streams().contains(stand.stream()),
                                recent.stream()
                                        .filter(pull -> pull.streams()
                                                .contains(stand.stream().word()))
                                        .findFirst()
                                        .orElse(null)))
                        .toList());
        return "console/pulls";
    }

    private static String name(Pull.Stream stream) {
        return stream.word().substring(0, 1).toUpperCase(Locale.ROOT)
                + stream.word().substring(1);
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/pulls")
    String pull(
            @PathVariable String connector,
            @RequestParam(defaultValue = "new") String mode,
            @RequestParam(name = "stream", defaultValue = "") List<String> streams,
            Principal actor,
            RedirectAttributes page) {
        Connector known = statuses.known(connector);
        PullMode asked = PullMode.of(mode).orElse(PullMode.NEW);
        List<Pull.Stream> wanted = Arrays.stream(Pull.Stream.values())
                .filter(stream -> streams.contains(stream.word()))
                .toList();
        Notices.after(page, () -> {
            pulls.ask(known, asked, wanted, actor.getName());
            return "It is read from now on. It is safe to leave this page.";
        });
        return "redirect:/connectors/" + Links.encoded(known.name().text()) + "/pulls";
    }
}
