package io.silkroute.shopify.call;

import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.Usage;
import io.silkroute.shopify.pacing.Bucket;
import io.silkroute.shopify.pacing.Cost;
import io.silkroute.shopify.pacing.LearnedCost;
import java.time.Duration;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/** One call on its way through the route, from its first attempt to its last. */
final class Call {

    final Shop shop;
    final Operation operation;
    final byte[] body;
    final @Nullable String item;
    final double law;
    final long began = System.nanoTime();
    private @Nullable Thread waiting; // for its turn or in a pause
    private @Nullable Cancellable sending;
    private @Nullable Reason cancelled;
    private volatile long attempted = began; // when the present attempt, or the wait for it, began
    private double cost;
    private int attempts;
    private int throttled;
    private double points;
    private Bucket.@Nullable Ticket ticket;
    private @Nullable Reply reply;
    private @Nullable Cost charged;
    private byte @Nullable [] answerBody;
    private boolean reached;
    private @Nullable String requestId;
    private @Nullable String token;
    private AttemptResult verdict;

    Call(Shop shop, Operation operation, byte[] body, LearnedCost.Estimate estimate, @Nullable String item) {
        this.shop = shop;
        this.operation = operation;
        this.body = body;
        this.law = estimate.law();
        this.cost = estimate.corrected();
        this.item = item;
        this.verdict = NOT_SENT;
    }

    private static final AttemptResult NOT_SENT = new AttemptResult.Again(
            new Reason("NOT_SENT", null, null, "The call was not sent."), Duration.ZERO, true, false);

    void begin() {
        ticket = null;
        reply = null;
        charged = null;
        reached = false;
        verdict = NOT_SENT;
    }

    /** This thread waits from now on, and can be interrupted. @throws InterruptedException if the call was cancelled */
    synchronized void waits() throws InterruptedException {
        if (cancelled != null) {
            throw new InterruptedException();
        }
        attempted = System.nanoTime();
        waiting = Thread.currentThread();
    }

    synchronized void goesOn() {
        waiting = null;
        attempted = System.nanoTime();
        if (cancelled != null) {
            Thread.interrupted(); // it was meant for this call
        }
    }

    synchronized void sends(Cancellable request) {
        sending = request;
        if (cancelled != null) {
            request.cancel();
        }
    }

    synchronized void sent() {
        sending = null;
    }

    /** Ends it from outside, whatever it waits for. */
    synchronized void cancel(Reason why) {
        if (cancelled != null) {
            return;
        }
        cancelled = why;
        if (waiting != null) {
            waiting.interrupt();
        }
        if (sending != null) {
            sending.cancel();
        }
    }

    /** Why it was ended from outside; null if it was not. */
    synchronized @Nullable Reason cancelled() {
        return cancelled;
    }

    long attemptedFor(long now) {
        return now - attempted;
    }

    /** For how long it has waited for its shop while that has answered no other call either. */
    synchronized long unansweredFor(long now) {
        long since = Math.max(attempted, shop.answeredAt);
        return sending == null ? 0 : now - since;
    }

    void admitted(Bucket.Ticket reservation) {
        ticket = reservation;
        reached = true;
        attempts++;
    }

    void neverArrived() {
        reached = false;
    }

    void answered(Reply answer, byte[] body, @Nullable Cost answerCost) {
        shop.answeredAt = System.nanoTime();
        reply = answer;
        answerBody = body;
        charged = answerCost;
        if (answer.requestId() != null) {
            requestId = answer.requestId();
        }
        if (answerCost != null) {
            points += answerCost.actual();
            cost = Math.max(answerCost.requested(), 1);
        }
    }

    void judged(AttemptResult next) {
        verdict = next;
        if (next instanceof AttemptResult.Again again && !again.failure()) {
            throttled++;
        }
    }

    byte @Nullable [] answerBody() {
        return answerBody;
    }

    void signed(String accessToken) {
        token = accessToken;
    }

    @Nullable
    String token() {
        return token;
    }

    double cost() {
        return cost;
    }

    boolean reached() {
        return reached;
    }

    Bucket.@Nullable Ticket ticket() {
        return ticket;
    }

    @Nullable
    Reply reply() {
        return reply;
    }

    @Nullable
    Cost charged() {
        return charged;
    }

    AttemptResult verdict() {
        return verdict;
    }

    Usage usage() {
        return new Usage(1, attempts, points, throttled, requestId);
    }
}
