package io.silkroute.sandbox.redirect;

import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.SearchTerms;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.redirect.UrlRedirects.UrlRedirect;
import io.silkroute.sandbox.shop.InSandbox;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** URL redirects in the API, to be read: they are made by changed handles. */
@InSandbox
@Component("sandboxUrlRedirectFeature")
final class UrlRedirectFeature implements SandboxFeature {
    private static final String READ = "read_online_store_navigation";

    private final UrlRedirects redirects;

    UrlRedirectFeature(UrlRedirects redirects) {
        this.redirects = redirects;
    }

    @Override
    public List<String> scopes() {
        return List.of(READ);
    }

    @Override
    public void wire(Wiring wiring) {
        wiring.schema("/shopify/admin-subset-redirects.graphqls");
        wiring.object("UrlRedirect", UrlRedirect.class)
                .get("id", UrlRedirect::gid)
                .get("path", UrlRedirect::path)
                .get("target", UrlRedirect::target);
        wiring.node("UrlRedirect", redirects::find);
        wiring.query("urlRedirect", READ, (args, call) -> redirects.find(args.text("id", "")));
        wiring.query("urlRedirects", READ, (args, call) -> page(args));
    }

    private Page page(Input args) {
        Predicate<UrlRedirect> matches =
                SearchTerms.predicate(SearchQuery.parse(args.text("query")), UrlRedirectFeature::matches);
        if (args.text("sortKey", "ID").equals("PATH")) {
            List<UrlRedirect> sorted = redirects.all().values().stream()
                    .filter(matches)
                    .sorted(Comparator.comparing(UrlRedirect::path))
                    .toList();
            return Page.of(sorted, UrlRedirect::id, args);
        }
        return Page.of(redirects.all(), matches, args);
    }

    private static @Nullable Boolean matches(UrlRedirect redirect, SearchQuery.Term term) {
        return switch (term.field()) {
            case "" -> SearchTerms.words(redirect.path(), term) || SearchTerms.words(redirect.target(), term);
            case "id" -> SearchTerms.compare(redirect.id(), term);
            case "path" -> SearchTerms.equal(redirect.path(), term);
            case "target" -> SearchTerms.equal(redirect.target(), term);
            default -> null;
        };
    }

    @Override
    public void tell(Map<String, Object> state) {
        state.put("urlRedirects", redirects.all().size());
    }

    @Override
    public Map<String, Contents> contents() {
        return Map.of(
                "urlRedirects",
                () -> redirects.all().values().stream()
                        .map(redirect -> Map.of("path", redirect.path(), "target", redirect.target())));
    }
}
