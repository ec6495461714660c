package io.silkroute.shopify.call;

import io.silkroute.shopify.BoundedText;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.Remedy;
import io.silkroute.shopify.Usage;
import io.silkroute.shopify.UserError;
import io.silkroute.shopify.pacing.Cost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ExchangeProperty;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Classifies every answer and every failure once: done, try again, renew the token, park the item, stop. */
@Component("shopFaults")
public class Faults {

    private static final int LONGEST_MESSAGE = 1_000;
    private static final Pattern SCOPE = Pattern.compile("`([a-z_]+)`");

    private static final Map<Integer, String> STOPS = Map.of(
            402, "The shop's plan does not have access to this feature, or its bill is unpaid.",
            403,
                    "The shop refuses the app (unavailable shop or missing permission). Check the app's installation and scopes.",
            404, "There is no Admin API at this address. Check the shop's domain and the API version.",
            423, "The shop is locked by Shopify. Settle that with Shopify's support, then start the run again.");

    // Undocumented for GraphQL, and seen by others as this code and, of old, in these words with HTTP 429.
    // https://shopify.dev/docs/api/usage/rate-limits#resource-based-rate-limits
    private static final String DAILY_VARIANTS = "VARIANT_THROTTLE_EXCEEDED";
    private static final String DAILY_VARIANTS_WORDS = "Daily variant creation limit";

    private static final String SEARCH_MISREAD = "SEARCH_MISREAD";

    private static final Set<String> TRY_AGAIN =
            Set.of("INTERNAL_SERVER_ERROR", "TIMEOUT", "SERVICE_UNAVAILABLE", "GATEWAY_TIMEOUT");

    private final Sentences sentences;

    Faults(Sentences sentences) {
        this.sentences = sentences;
    }

    static boolean throttled(JsonNode answer) {
        for (JsonNode error : answer.path("errors")) {
            if (error.path("extensions").path("code").asString("").equals("THROTTLED")) {
                return true;
            }
        }
        return false;
    }

    /** The route's word for an answer that was read. */
    void classify(@ExchangeProperty("call") Call call) {
        Reply reply = call.reply();
        if (reply != null) {
            boolean repeatable = call.operation.mutation();
            AttemptResult verdict = verdict(call.shop.name(), reply, call.charged(), repeatable);
            boolean hollow = verdict instanceof AttemptResult.Done done && repeatable && hollow(done.data());
            call.judged(
                    hollow
                            ? again(
                                    "MALFORMED",
                                    null,
                                    "The shop " + call.shop.name() + " answered without a result.",
                                    null)
                            : verdict);
        }
    }

    /** A bulk result's line as an answer; null when it is better sent again, or does not say what became of it. */
    public @Nullable CallResult ofLine(JsonNode line) {
        AttemptResult verdict = inBody("", line, null, null, true);
        if (verdict instanceof AttemptResult.Done done) {
            return hollow(done.data()) ? null : new CallResult.Accepted(done.data(), Usage.NONE);
        }
        if (verdict instanceof AttemptResult.Postpone postpone) {
            return new CallResult.Postponed(postpone.reason(), Usage.NONE);
        }
        return verdict instanceof AttemptResult.Park park
                ? new CallResult.Refused(park.errors(), park.reason(), Usage.NONE)
                : null;
    }

    /** A mutation's data without its payload: it tells neither success nor refusal. */
    private static boolean hollow(JsonNode data) {
        boolean hollow = data.isEmpty();
        for (JsonNode payload : data) {
            hollow |= !payload.isObject();
        }
        return hollow;
    }

    /** The route's word for a call that got no answer. */
    void classifyFailure(
            @ExchangeProperty("call") Call call, @ExchangeProperty("CamelExceptionCaught") Exception failure)
            throws Exception {
        if (failure instanceof InterruptedException) {
            throw failure;
        }
        String shop = call.shop.name();
        if (failure instanceof NoCredentials missing) {
            call.judged(stop("NO_CREDENTIALS", null, String.valueOf(missing.getMessage())));
        } else if (failure instanceof NotPermitted lost) {
            call.judged(stop("NOT_PERMITTED", null, String.valueOf(lost.getMessage())));
        } else if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            if (neverArrived(failure)) {
                call.neverArrived();
            }
            String message = BoundedText.bounded(failure.getClass().getSimpleName() + ": " + failure.getMessage(), 300);
            call.judged(new AttemptResult.Again(
                    new Reason("NO_ANSWER", null, message, "The shop " + shop + " did not answer (" + message + ")."),
                    null,
                    true,
                    false,
                    failure instanceof SocketTimeoutException && !(failure instanceof ConnectTimeoutException)));
        } else {
            throw failure;
        }
    }

    private static boolean neverArrived(Exception failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof ConnectTimeoutException
                || failure instanceof TokenUnavailable;
    }

    private AttemptResult verdict(String shop, Reply reply, @Nullable Cost cost, boolean repeatable) {
        int status = reply.status();
        String message = message(reply.json());
        if (status == 200) {
            return reply.json() == null || !reply.json().isObject()
                    ? again(
                            "MALFORMED",
                            message,
                            "The shop " + shop + " answered with something that is no JSON.",
                            null)
                    : inBody(shop, reply.json(), cost, reply.requestId(), repeatable);
        }
        if (status == 401) {
            return new AttemptResult.Renew(new Reason(
                    "HTTP_401",
                    null,
                    message,
                    "The shop " + shop + " does not accept the access token. Set a new one in the connector."));
        }
        String stop = STOPS.get(status);
        if (stop != null) {
            return stop("HTTP_" + status, message, stop + " (" + shop + ")");
        }
        if (status >= 300 && status < 400) {
            return stop(
                    "HTTP_" + status,
                    reply.location(),
                    "The address of " + shop + " redirects elsewhere. Set the shop's myshopify.com domain.");
        }
        if (status == 429 && message != null && message.contains(DAILY_VARIANTS_WORDS)) {
            return postpone(message);
        }
        if (status == 408 || status == 429 || status == 430 || status >= 500) {
            return again(
                    "HTTP_" + status,
                    message,
                    "The shop " + shop + " answered HTTP " + status + ".",
                    reply.retryAfter());
        }
        return new AttemptResult.Park(
                List.of(), new Reason("HTTP_" + status, null, message, sentences.of("HTTP_" + status, message)));
    }

    private AttemptResult inBody(
            String shop, JsonNode answer, @Nullable Cost cost, @Nullable String requestId, boolean repeatable) {
        JsonNode errors = answer.path("errors");
        if (errors.isString() || errors.isObject() || errors.size() > 0) {
            return topLevel(shop, errors, cost, requestId);
        }
        JsonNode data = answer.path("data");
        if (!data.isObject()) {
            return again("MALFORMED", null, "The shop " + shop + " answered without data.", null);
        }
        String misread = misreadSearch(answer);
        if (misread != null) {
            return new AttemptResult.Park(
                    List.of(),
                    new Reason(
                            SEARCH_MISREAD,
                            null,
                            misread,
                            "The shop did not understand what was searched for and answered with what was not asked for ("
                                    + misread + ")."));
        }
        List<UserError> refusals = userErrors(data);
        return refusals.isEmpty() ? new AttemptResult.Done(data) : refused(refusals, repeatable);
    }

    /**
     * What the shop did not understand of a search: it leaves that out and answers with more than was asked for, which
     * only these warnings tell.
     */
    private static @Nullable String misreadSearch(JsonNode answer) {
        for (JsonNode search : answer.at("/extensions/search")) {
            for (JsonNode warning : search.path("warnings")) {
                return BoundedText.bounded(
                        warning.path("field").asString("") + ": "
                                + warning.path("message").asString(""),
                        LONGEST_MESSAGE);
            }
        }
        return null;
    }

    /** @param repeatable a mutation may be sent again; a query that tells of one would only tell the same again */
    private AttemptResult refused(List<UserError> errors, boolean repeatable) {
        for (UserError error : errors) {
            if (error.remedy() == Remedy.STOP) {
                return new AttemptResult.Stop(reason(error));
            }
        }
        boolean passes = errors.stream().allMatch(error -> error.remedy() == Remedy.TRY_AGAIN);
        return passes && repeatable
                ? new AttemptResult.Again(reason(errors.get(0)), null, true, true)
                : new AttemptResult.Park(errors, reason(errors.get(0)));
    }

    private AttemptResult topLevel(String shop, JsonNode errors, @Nullable Cost cost, @Nullable String requestId) {
        JsonNode error = errors.isArray() ? gravest(errors) : errors;
        String code = BoundedText.bounded(error.path("extensions").path("code").asString("UNKNOWN"), 100);
        String message = BoundedText.bounded(
                error.isString() ? error.asString("") : error.path("message").asString(error.toString()),
                LONGEST_MESSAGE);
        switch (code) {
            case "THROTTLED":
                if (cost != null
                        && cost.bucket() != null
                        && cost.requested() > cost.bucket().maximum()) {
                    return new AttemptResult.Park(
                            List.of(),
                            new Reason("MAX_COST_EXCEEDED", null, message, sentences.of("MAX_COST_EXCEEDED", message)));
                }
                double seconds = cost == null ? 1 : cost.secondsMissing();
                return new AttemptResult.Again(
                        new Reason(code, null, message, "The shop " + shop + " asked to wait for its bucket."),
                        Duration.ofNanos((long) (seconds * 1e9)),
                        false,
                        true);
            case "ACCESS_DENIED":
                String needed = error.path("extensions").path("requiredAccess").asString(message);
                Matcher scope = SCOPE.matcher(needed);
                return stop(
                        code,
                        message,
                        "The app may not do this in " + shop + ": it lacks "
                                + (scope.find()
                                        ? "the access scope " + scope.group(1)
                                        : BoundedText.bounded(needed, 200))
                                + ". Grant it to the app, then try again.");
            case DAILY_VARIANTS:
                return postpone(message);
            case "SHOP_INACTIVE":
                return stop(code, message, "The shop " + shop + " is inactive. Reactivate it in Shopify.");
            default:
                if (TRY_AGAIN.contains(code)) {
                    return again(
                            code,
                            message,
                            "Shopify failed internally"
                                    + (requestId == null ? "" : " (request id " + requestId + " for its support)")
                                    + ".",
                            null);
                }
                return new AttemptResult.Park(
                        List.of(), new Reason(code, path(error.path("path")), message, sentences.of(code, message)));
        }
    }

    private static JsonNode gravest(JsonNode errors) {
        for (String code : List.of("SHOP_INACTIVE", "ACCESS_DENIED", DAILY_VARIANTS, "THROTTLED")) {
            for (JsonNode error : errors) {
                if (error.path("extensions").path("code").asString("").equals(code)) {
                    return error;
                }
            }
        }
        return errors.get(0);
    }

    static List<UserError> userErrors(JsonNode data) {
        List<UserError> found = new ArrayList<>();
        for (JsonNode field : data) {
            for (JsonNode error : field.path("userErrors")) {
                List<String> path = new ArrayList<>();
                error.path("field").forEach(step -> path.add(BoundedText.bounded(step.asString(""), 100)));
                String code = error.path("code").asString("");
                found.add(new UserError(
                        List.copyOf(path),
                        code.isEmpty() || code.equals("null") ? null : BoundedText.bounded(code, 100),
                        BoundedText.bounded(error.path("message").asString(""), LONGEST_MESSAGE)));
                if (found.size() == 100) {
                    return found;
                }
            }
        }
        return found;
    }

    private Reason reason(UserError error) {
        String code = error.code() == null ? "UNKNOWN" : error.code();
        String field = error.field().isEmpty() ? null : BoundedText.bounded(String.join(".", error.field()), 400);
        return new Reason(code, field, error.message(), sentences.of(code, error.message()));
    }

    private static @Nullable String path(JsonNode path) {
        List<String> steps = new ArrayList<>();
        path.forEach(step -> steps.add(step.asString("")));
        return steps.isEmpty() ? null : BoundedText.bounded(String.join(".", steps), 400);
    }

    private static @Nullable String message(@Nullable JsonNode json) {
        if (json == null || json.path("errors").isMissingNode()) {
            return null;
        }
        JsonNode errors = json.path("errors");
        return BoundedText.bounded(errors.isString() ? errors.asString("") : errors.toString(), LONGEST_MESSAGE);
    }

    private static AttemptResult again(
            String code, @Nullable String message, String sentence, @Nullable Duration pause) {
        return new AttemptResult.Again(new Reason(code, null, message, sentence), pause, true, true);
    }

    private AttemptResult postpone(String message) {
        return new AttemptResult.Postpone(
                new Reason(DAILY_VARIANTS, null, message, sentences.of(DAILY_VARIANTS, message)));
    }

    private static AttemptResult stop(String code, @Nullable String message, String sentence) {
        return new AttemptResult.Stop(new Reason(code, null, message, sentence));
    }
}
