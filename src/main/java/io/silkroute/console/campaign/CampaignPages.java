package io.silkroute.console.campaign;

import io.silkroute.access.OperatorMay;
import io.silkroute.campaign.Selection;
import io.silkroute.campaign.Terms;
import io.silkroute.campaign.Value;
import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.WaitingItems;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.console.Links;
import io.silkroute.console.Notices;
import io.silkroute.preview.Explanations;
import io.silkroute.preview.Failures;
import io.silkroute.preview.Statuses;
import io.silkroute.promotion.CampaignEdits;
import io.silkroute.promotion.CampaignList;
import io.silkroute.promotion.ListedCampaign;
import io.silkroute.promotion.ListedCode;
import io.silkroute.promotion.PromotionRefused;
import io.silkroute.promotion.UsageFigures;
import io.silkroute.promotion.job.CodeJob;
import io.silkroute.promotion.job.CodeJobRequests;
import io.silkroute.promotion.job.CodeJobs;
import io.silkroute.promotion.job.CodesAsked;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Campaigns: listed, one of them with its codes, and the form by which people write one. */
@Controller
class CampaignPages {

    private static final int CAMPAIGNS = 50;
    private static final int CODES = 25;
    private static final int JOBS = 5;
    private static final int DAYS = 30;
    private static final int DIFFERENCES = 20;
    private static final int SELECTED = 100;
    private static final int LONGEST_QUERY = 255;
    private static final String CHANGED =
            "Nothing was saved: the campaign has changed since you opened this form. What stands below is what you filled in, and where the campaign is otherwise now it is told. Correct it, and save again.";

    private final Statuses statuses;
    private final CampaignList list;
    private final CampaignEdits edits;
    private final CodeJobs jobs;
    private final CodeJobRequests requests;
    private final Items items;
    private final Explanations explanations;
    private final Failures failures;
    private final WaitingItems waiting;
    private final UsageFigures usage;
    private final Clock clock;

    CampaignPages(
            Statuses statuses,
            CampaignList list,
            CampaignEdits edits,
            CodeJobs jobs,
            CodeJobRequests requests,
            Items items,
            Explanations explanations,
            Failures failures,
            WaitingItems waiting,
            UsageFigures usage,
            Clock clock) {
        this.statuses = statuses;
        this.list = list;
        this.edits = edits;
        this.jobs = jobs;
        this.requests = requests;
        this.items = items;
        this.explanations = explanations;
        this.failures = failures;
        this.waiting = waiting;
        this.usage = usage;
        this.clock = clock;
    }

    /** Items that a campaign names. @param more how many are not shown */
    record Named(String what, String type, List<String> ids, int more) {}

    @GetMapping("/connectors/{connector}/campaigns")
    String campaigns(
            @PathVariable String connector,
            @RequestParam(defaultValue = "") String tab,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        ConnectorName known = statuses.known(connector).name();
        CampaignTab chosen = CampaignTab.of(tab);
        String asked = q.length() > LONGEST_QUERY ? q.substring(0, LONGEST_QUERY) : q;
        CampaignList.Page<ListedCampaign> page =
                list.campaigns(known, asked, chosen == CampaignTab.ALL ? Set.of() : chosen.states(), cursor, CAMPAIGNS);
        model.addAttribute("connector", known.text());
        model.addAttribute("tabs", CampaignTab.values());
        model.addAttribute("tab", chosen);
        model.addAttribute("counts", list.counts(known, asked));
        model.addAttribute("q", asked);
        model.addAttribute("campaigns", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("behindFirst", !cursor.isEmpty());
        return "console/campaigns";
    }

    @GetMapping("/connectors/{connector}/campaign")
    String campaign(
            @PathVariable String connector,
            @RequestParam String id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        Connector known = statuses.known(connector);
        ListedCampaign campaign = campaign(known.name(), id);
        show(known, campaign, q, cursor, model);
        model.addAttribute("asked", Map.of("count", "100", "prefix", "", "length", "8", "codes", ""));
        model.addAttribute("wrong", Map.of());
        return "console/campaign";
    }

    private ListedCampaign campaign(ConnectorName connector, String id) {
        return list.campaign(connector, id).orElseThrow(() -> PromotionRefused.unknownCampaign(id));
    }

    private void show(Connector known, ListedCampaign campaign, String q, String cursor, Model model) {
        ItemKey key = campaign.indexed().key();
        String asked = q.length() > LONGEST_QUERY ? q.substring(0, LONGEST_QUERY) : q;
        Terms terms = Terms.of(image(known.name(), campaign.id()));
        Failures.Failure failure = failures.of(known, key).orElse(null);
        CampaignList.Page<ListedCode> codes = list.codes(known.name(), campaign.id(), asked, cursor, CODES);
        List<CodeJob> latest = jobs.of(known.name(), campaign.id(), JOBS);
        model.addAttribute("connector", known.name().text());
        model.addAttribute("campaign", campaign);
        model.addAttribute("terms", TermsWords.of(terms));
        model.addAttribute("named", named(terms));
        Instant now = clock.instant();
        model.addAttribute("starts", terms.starts());
        model.addAttribute("ends", terms.ends());
        model.addAttribute("now", now);
        model.addAttribute("failure", failure);
        model.addAttribute(
                "obstacles",
                Obstacles.of(
                        known,
                        campaign,
                        explanations.of(known, key).orElse(null),
                        failure,
                        waiting.find(known.name(), key).orElse(null),
                        now));
        model.addAttribute("chart", UsesChart.of(usage.byDay(known.name(), campaign.id(), DAYS)));
        model.addAttribute("reading", usage.reading(known.name()).orElse(null));
        model.addAttribute("differences", usage.differences(known.name(), campaign.id(), DIFFERENCES));
        model.addAttribute("codes", codes.items());
        model.addAttribute("next", codes.next());
        model.addAttribute("behindFirst", !cursor.isEmpty());
        model.addAttribute("q", asked);
        model.addAttribute("jobs", latest);
        model.addAttribute("noted", known.config().export().disableDeletions());
        model.addAttribute("removal", known.config().export().removal().name().toLowerCase(Locale.ROOT));
    }

    private ObjectNode image(ConnectorName connector, String id) {
        return items.find(connector, new ItemKey(ItemType.CAMPAIGN, id))
                .filter(stored -> !stored.deleted())
                .map(stored -> stored.item().image())
                .orElseThrow(() -> PromotionRefused.unknownCampaign(id));
    }

    private static List<Named> named(Terms terms) {
        List<Named> named = new ArrayList<>();
        if (terms.value() instanceof Value.BuyGet buyGet) {
            add(named, "To be bought", buyGet.bought());
            add(named, "To be got", buyGet.got());
        }
        if (terms.applies() != null) {
            add(named, "Applies to", terms.applies());
        }
        if (terms.excludedProducts() != null) {
            add(named, "But not to: products", "product", terms.excludedProducts());
        }
        return named;
    }

    private static void add(List<Named> named, String what, Selection selection) {
        add(named, what + ": products", "product", selection.products());
        add(named, what + ": variants", "variant", selection.variants());
        add(named, what + ": categories", "category", selection.categories());
    }

    private static void add(List<Named> named, String what, String type, List<String> ids) {
        if (!ids.isEmpty()) {
            List<String> shown = ids.subList(0, Math.min(SELECTED, ids.size()));
            named.add(new Named(what, type, shown, ids.size() - shown.size()));
        }
    }

    /** @param id empty for a new one */
    @GetMapping("/connectors/{connector}/campaign/edit")
    String edit(@PathVariable String connector, @RequestParam(defaultValue = "") String id, Model model) {
        ConnectorName known = statuses.known(connector).name();
        ObjectNode image = id.isEmpty() ? JsonNodeFactory.instance.objectNode() : image(known, id);
        model.addAttribute("seen", CanonicalJson.digest(image).toString());
        return form(known, id, CampaignForm.shown(image), Map.of(), model);
    }

    /**
     * @param filled {@code known} is the id of the campaign that is changed, {@code seen} tells how it was when the form
     *     was shown; without them a new one is made, with {@code id}
     */
    @OperatorMay
    @PostMapping("/connectors/{connector}/campaign/edit")
    String save(
            @PathVariable String connector,
            @RequestParam Map<String, String> filled,
            Principal actor,
            Model model,
            RedirectAttributes page) {
        ConnectorName known = statuses.known(connector).name();
        String before = filled.getOrDefault("known", "");
        String id = before.isEmpty() ? filled.getOrDefault("id", "").strip() : before;
        model.addAttribute("seen", filled.getOrDefault("seen", ""));
        try {
            if (before.isEmpty() && list.has(known, id)) {
                throw PromotionRefused.invalid(
                        "id", "There is a campaign " + id + " already. Choose another id, or open that one.");
            }
            ObjectNode image = before.isEmpty() ? JsonNodeFactory.instance.objectNode() : image(known, before);
            String seen = CanonicalJson.digest(image).toString();
            if (!before.isEmpty() && !seen.equals(filled.get("seen"))) {
                model.addAttribute("seen", seen);
                model.addAttribute("problem", CHANGED);
                return form(known, before, filled, CampaignForm.others(image, filled), model);
            }
            edits.put(known, id, CampaignForm.image(image, filled), actor.getName());
            page.addFlashAttribute("notice", "The campaign was taken in. It shows here in a moment.");
            page.addAttribute(before.isEmpty() ? "q" : "id", id);
            return "redirect:/connectors/" + Links.encoded(connector) + (before.isEmpty() ? "/campaigns" : "/campaign");
        } catch (PromotionRefused refused) {
            Map<String, String> wrong = new LinkedHashMap<>();
            refused.faults()
                    .forEach(fault -> wrong.merge(fault.field(), fault.message(), (one, other) -> one + " " + other));
            model.addAttribute("problem", "Nothing was saved. What has to be corrected:");
            if (wrong.isEmpty()) {
                wrong.put("", Notices.sentence(refused));
            }
            return form(known, before, filled, wrong, model);
        } catch (ErrorResponseException refused) {
            model.addAttribute("problem", Notices.sentence(refused));
            return form(known, before, filled, Map.of(), model);
        }
    }

    private static String form(
            ConnectorName connector, String known, Map<String, String> values, Map<String, String> wrong, Model model) {
        Set<String> paths =
                CampaignForm.shown(JsonNodeFactory.instance.objectNode()).keySet();
        model.addAttribute("connector", connector.text());
        model.addAttribute("known", known);
        model.addAttribute("title", known.isEmpty() ? "New campaign" : "Edit " + known);
        model.addAttribute("sections", CampaignForm.SECTIONS);
        model.addAttribute("values", values);
        model.addAttribute("wrong", wrong);
        model.addAttribute("paths", paths);
        return "console/campaign-edit";
    }

    @OperatorMay
    @PostMapping("/connectors/{connector}/campaign/delete")
    String delete(@PathVariable String connector, @RequestParam String id, Principal actor, RedirectAttributes page) {
        ConnectorName known = statuses.known(connector).name();
        Notices.after(page, () -> {
            edits.delete(known, id, actor.getName());
            return "The campaign " + id + " was deleted. It leaves this list in a moment.";
        });
        return "redirect:/connectors/" + Links.encoded(connector) + "/campaigns";
    }

    /** @param filled {@code codes}, one a line, or {@code count}, {@code prefix} and {@code length} of what is drawn */
    @OperatorMay
    @PostMapping("/connectors/{connector}/campaign/codes")
    String codes(
            @PathVariable String connector, @RequestParam Map<String, String> filled, Principal actor, Model model) {
        Connector known = statuses.known(connector);
        String id = filled.getOrDefault("campaign", "");
        ListedCampaign campaign = campaign(known.name(), id);
        try {
            String job = requests.ask(known.name(), id, asked(filled), actor.getName());
            return "redirect:/code-jobs/" + Links.encoded(job);
        } catch (PromotionRefused refused) {
            show(known, campaign, "", "", model);
            Map<String, String> wrong = new LinkedHashMap<>();
            refused.faults()
                    .forEach(fault -> wrong.putIfAbsent(fault.field().replace("generate.", ""), fault.message()));
            model.addAttribute("wrong", wrong);
            model.addAttribute("problem", Notices.sentence(refused));
            model.addAttribute("asked", filled);
            return "console/campaign";
        }
    }

    private static CodesAsked asked(Map<String, String> filled) {
        String codes = filled.getOrDefault("codes", "").strip();
        if (!codes.isEmpty()) {
            return CodesAsked.of(codes.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList());
        }
        return CodesAsked.draw(
                number("count", filled), filled.getOrDefault("prefix", "").strip(), number("length", filled));
    }

    private static int number(String field, Map<String, String> filled) {
        String text = filled.getOrDefault(field, "").strip();
        if (!text.matches("\\d{1,9}")) {
            throw PromotionRefused.invalid("generate." + field, "\"" + field + "\" must be a whole number.");
        }
        return Integer.parseInt(text);
    }
}
