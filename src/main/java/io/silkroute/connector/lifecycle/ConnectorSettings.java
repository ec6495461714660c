package io.silkroute.connector.lifecycle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.Delimiter;

/** The connectors of {@code application.yaml}. They are created at the first start; what is absent has its default. */
@ConfigurationProperties("silkroute")
record ConnectorSettings(@DefaultValue Map<String, Entry> connectors) {

    record Entry(
            @DefaultValue("false") boolean active,
            @Nullable String pimToken,
            @Nullable Shop shop,
            @Nullable Export export,
            @Nullable String mapping,
            @Nullable String linkExisting,
            @Nullable Trigger trigger,
            @Nullable Integer batchSize,
            @Nullable String conflicts,
            @Nullable String exportPath,
            @Nullable Guard guard,
            @Nullable Rules rules,
            @Nullable Campaigns campaigns,
            @Nullable Pull pull,
            @Nullable Loyalty loyalty,
            @Nullable Notifications notifications,
            @Nullable List<Source> sources) {

        @Override
        public String toString() {
            return "Entry[…]"; // it holds secrets
        }
    }

    record Shop(
            @Nullable String domain,
            @Nullable String endpoint,
            @Nullable String apiVersion,
            @Nullable String accessToken,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String webhookSecret,
            @Nullable String nextWebhookSecret,
            @Nullable Webhooks webhooks) {

        @Override
        public String toString() {
            return "Shop[…]";
        }
    }

    record Webhooks(@Nullable String address, @Nullable Boolean redeemCodes) {}

    record Export(
            @Nullable String status,
            @Nullable List<String> tags,
            @Nullable List<String> families,
            @Nullable Boolean disableDeletions,
            @Nullable String removal,
            @Nullable List<String> priceLists) {}

    /** @param schedule cron expressions hold commas, so a text is one entry */
    record Trigger(
            @Nullable Boolean onChange,
            @Delimiter(Delimiter.NONE) @Nullable List<String> schedule,
            @Nullable Boolean onlyIfChanged,
            @Nullable List<String> events,
            @Nullable String zone) {}

    record Guard(@Nullable Double share, @Nullable Integer minimum) {}

    record Rules(
            @Nullable Chosen campaigns,
            @Nullable Excluded excludeProducts,
            @Nullable String priority) {}

    record Chosen(@Nullable List<String> only, @Nullable List<String> except) {}

    record Excluded(
            @Nullable List<String> ids,
            @Nullable List<String> tags,
            @Nullable List<String> families) {}

    record Campaigns(@Nullable String deactivation) {}

    record Pull(
            @Nullable List<String> streams,
            @Nullable String every,
            @Nullable List<String> triggers,
            @Nullable String overlap) {}

    record Loyalty(
            @Nullable Boolean enabled,
            @Nullable Evaluation evaluation,
            @Nullable List<Tier> tiers) {}

    record Evaluation(@Nullable String period) {}

    record Tier(
            @Nullable String name,
            @Nullable BigDecimal from,
            @Nullable BigDecimal cashback) {}

    record Notifications(
            @Nullable Boolean allowPrivateAddresses,
            @Nullable List<Receiver> webhooks,
            @Nullable List<Threshold> thresholds,
            @Nullable Summary summary,
            @Nullable Email email) {}

    record Receiver(
            @Nullable String url,
            @Nullable String secret,
            @Nullable String previousSecret,
            @Nullable List<String> events,
            @Nullable String format) {

        @Override
        public String toString() {
            return "Receiver[…]";
        }
    }

    record Threshold(
            @Nullable String code,
            @Nullable String campaign,
            @Nullable Integer uses,
            @Nullable BigDecimal revenue) {}

    /** @param schedule cron expressions hold commas, so a text is one entry */
    record Source(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String address,
            @Nullable Auth auth,
            @Nullable String records,
            @Nullable String profile,
            @Nullable Next next,
            @Nullable Delta delta,
            @Nullable String channel,
            @Nullable List<String> locales,
            @Nullable Boolean removals,
            @Delimiter(Delimiter.NONE) @Nullable List<String> schedule,
            @Delimiter(Delimiter.NONE) @Nullable List<String> fullSchedule,
            @Nullable Integer requestsPerMinute) {}

    record Auth(
            @Nullable String by,
            @Nullable String header,
            @Nullable String username,
            @Nullable String clientId,
            @Nullable String tokenAddress,
            @Nullable String token,
            @Nullable String password,
            @Nullable String clientSecret) {

        @Override
        public String toString() {
            return "Auth[…]";
        }
    }

    record Next(
            @Nullable String by,
            @Nullable String path,
            @Nullable String parameter,
            @Nullable Integer first) {}

    record Delta(
            @Nullable String parameter,
            @Nullable String format,
            @Nullable String overlap) {}

    record Summary(@Nullable String at, @Nullable String weekly) {}

    record Email(
            @Nullable String from,
            @Nullable List<String> to,
            @Nullable List<String> events) {}
}
