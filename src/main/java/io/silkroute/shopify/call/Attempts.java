package io.silkroute.shopify.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pause;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifySettings;
import io.silkroute.shopify.pacing.LearnedCost;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Sends a call through the route until it is answered for good. Retries, their pauses and the circuit breaker
 * are all here.
 */
@Component
class Attempts {

    // A computed pause that was answered THROTTLED this often in a row was computed from something untrue.
    private static final int THROTTLED_UNEXPLAINED = 7;
    private static final int THROTTLED_AT_MOST = 30;
    // So many attempts, for so long, without any answer, while the shop answered no other call either: it is not there.
    private static final int SILENT = 2;
    private static final Duration SILENT_FOR = Duration.ofSeconds(30);

    // Asked for with the first call, because routes need this bean before there are any to call.
    private final SingletonSupplier<Endpoint> route;
    private final SingletonSupplier<ProducerTemplate> producer;
    private final OpenCalls calls;
    private final Credentials credentials;
    private final ShopifySettings settings;
    private final Pause pause;

    Attempts(
            ObjectProvider<CamelContext> camel,
            ObjectProvider<ProducerTemplate> producer,
            OpenCalls calls,
            Credentials credentials,
            ShopifySettings settings,
            Pause pause) {
        this.route = SingletonSupplier.of(() -> camel.getObject().getEndpoint("direct:shopify-call"));
        this.producer = SingletonSupplier.of(producer::getObject);
        this.calls = calls;
        this.credentials = credentials;
        this.settings = settings;
        this.pause = pause;
    }

    CallResult until(Call call) {
        calls.begin(call);
        try {
            return answer(call);
        } catch (InterruptedException e) {
            Reason cancelled = call.cancelled();
            if (cancelled != null) {
                return new CallResult.Aborted(cancelled, call.usage());
            }
            Thread.currentThread().interrupt();
            return CallResult.Aborted.interrupted(call.usage());
        } finally {
            calls.end(call);
        }
    }

    /** One attempt, and further ones only while the shop asks to wait for its bucket, until the call is cancelled. */
    AttemptResult once(Call call) throws InterruptedException {
        calls.begin(call);
        try {
            for (int throttled = 1; ; throttled++) {
                AttemptResult verdict = attempt(call);
                if (!(verdict instanceof AttemptResult.Again again) || again.failure()) {
                    return verdict;
                }
                pause(call, throttled(again.pause(), throttled));
            }
        } finally {
            calls.end(call);
        }
    }

    private CallResult answer(Call call) throws InterruptedException {
        long successesBefore = call.shop.successes.get();
        boolean renewed = false;
        int failures = 0;
        int throttled = 0;
        int silences = 0;
        long begun = System.nanoTime();
        while (true) {
            AttemptResult verdict = attempt(call);
            Reason cancelled = call.cancelled();
            if (cancelled != null && !(verdict instanceof AttemptResult.Done)) {
                return new CallResult.Aborted(cancelled, call.usage());
            }
            if (verdict instanceof AttemptResult.Done done) {
                return new CallResult.Accepted(done.data(), call.usage());
            } else if (verdict instanceof AttemptResult.Park park) {
                return new CallResult.Refused(park.errors(), park.reason(), call.usage());
            } else if (verdict instanceof AttemptResult.Postpone postpone) {
                return new CallResult.Postponed(postpone.reason(), call.usage());
            } else if (verdict instanceof AttemptResult.Stop stop) {
                return new CallResult.Aborted(stop.reason(), call.usage());
            } else if (verdict instanceof AttemptResult.Renew renew) {
                if (renewed || !credentials.renew(call)) {
                    return new CallResult.Aborted(renew.reason(), call.usage());
                }
                renewed = true;
            } else if (verdict instanceof AttemptResult.Again again) {
                failures += again.failure() ? 1 : 0;
                throttled = again.failure() ? 0 : throttled + 1;
                silences = again.silent() ? silences + 1 : 0;
                if (silences >= SILENT
                        && call.shop.answeredAt < begun
                        && System.nanoTime() - begun > SILENT_FOR.toNanos()) {
                    return new CallResult.Aborted(
                            OpenCalls.silent(call.shop, silences + " attempts had no answer"), call.usage());
                }
                if (failures >= settings.attempts()) {
                    return exhausted(call, again.reason(), successesBefore);
                }
                if (throttled >= THROTTLED_AT_MOST) {
                    return new CallResult.Aborted(throttledAlways(call, again.reason()), call.usage());
                }
                pause(
                        call,
                        again.failure() ? afterFailure(again.pause(), failures) : throttled(again.pause(), throttled));
            }
        }
    }

    private void pause(Call call, Duration time) throws InterruptedException {
        call.waits();
        try {
            pause.of(time);
        } finally {
            call.goesOn();
        }
    }

    private Duration afterFailure(@Nullable Duration asked, int failures) {
        return asked == null || asked.isZero() ? growing(failures) : asked;
    }

    // A shop that throttles what its bucket could pay would be asked again without any pause.
    private Duration throttled(@Nullable Duration computed, int times) {
        if (computed == null || computed.isZero()) {
            return growing(times);
        }
        Duration grown = times > THROTTLED_UNEXPLAINED ? growing(times - THROTTLED_UNEXPLAINED) : computed;
        return grown.compareTo(computed) > 0 ? grown : computed;
    }

    private static Reason throttledAlways(Call call, Reason last) {
        return new Reason(
                last.code(),
                null,
                last.message(),
                "The shop " + call.shop.name() + " answered THROTTLED " + THROTTLED_AT_MOST
                        + " times in a row. Another app uses its budget up, or Shopify lowered it."
                        + " The run can be started again when it is free.");
    }

    private AttemptResult attempt(Call call) throws InterruptedException {
        CircuitBreaker breaker = call.shop.breaker;
        if (!breaker.tryAcquirePermission()) {
            return new AttemptResult.Again(
                    new Reason("SHOP_UNREACHABLE", null, null, "All last calls to " + call.shop.name() + " failed."),
                    settings.breakerOpen(),
                    true,
                    false);
        }
        call.begin();
        try {
            send(call);
        } catch (InterruptedException | RuntimeException e) {
            breaker.releasePermission();
            throw e;
        }
        AttemptResult verdict = call.verdict();
        if (verdict instanceof AttemptResult.Again again && again.failure()) {
            breaker.onError(
                    0,
                    TimeUnit.NANOSECONDS,
                    new IllegalStateException(again.reason().code()));
        } else {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            call.shop.successes.incrementAndGet();
        }
        return verdict;
    }

    private void send(Call call) throws InterruptedException {
        Endpoint shopifyCall = route.obtain();
        Exchange exchange = shopifyCall.createExchange(ExchangePattern.InOut);
        exchange.setProperty("call", call);
        try {
            producer.obtain().send(shopifyCall, exchange);
        } finally {
            call.sent();
        }
        Exception failure = exchange.getException();
        if (failure instanceof InterruptedException interrupted) {
            throw interrupted;
        } else if (failure != null) {
            throw new IllegalStateException("The call " + call.operation + " failed inside the connector.", failure);
        }
    }

    // An item that fails while others pass is the item's trouble; when nothing passes it is the shop's.
    private CallResult exhausted(Call call, Reason last, long successesBefore) throws InterruptedException {
        boolean works = call.shop.successes.get() > successesBefore || alive(call);
        Reason cancelled = call.cancelled();
        if (cancelled != null) {
            return new CallResult.Aborted(cancelled, call.usage());
        }
        if (works) {
            return new CallResult.Refused(
                    List.of(),
                    new Reason(
                            "OUT_OF_ATTEMPTS",
                            null,
                            last.message(),
                            "Given up after " + settings.attempts() + " attempts: " + last.sentence()
                                    + " Other calls to the shop succeed; replay the item later."),
                    call.usage());
        }
        return new CallResult.Aborted(
                new Reason(
                        "SHOP_UNREACHABLE",
                        null,
                        last.message(),
                        "The shop " + call.shop.name() + " does not work at present: " + last.sentence()
                                + " The run can be started again when it does."),
                call.usage());
    }

    private boolean alive(Call call) throws InterruptedException {
        Shop shop = call.shop;
        byte[] question =
                "{\"query\":\"query alive { shop { name } }\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Call probe = new Call(shop, Operation.named("shop"), question, new LearnedCost.Estimate(1, 1), null);
        if (shop.breaker.getState() == CircuitBreaker.State.OPEN) {
            pause(call, settings.breakerOpen());
        }
        AttemptResult verdict = attempt(probe);
        return !(verdict instanceof AttemptResult.Again again) || again.shopAnswered() && !again.failure();
    }

    private Duration growing(int failures) {
        double longest = settings.longestPause().toMillis();
        double millis = Math.min(longest, settings.firstPause().toMillis() * Math.pow(2, failures - 1));
        return Duration.ofMillis((long) (millis * ThreadLocalRandom.current().nextDouble(0.5, 1.5)));
    }
}
