package io.silkroute.promotion;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request about campaigns or codes that cannot be granted, with what to do instead. */
public final class PromotionRefused extends ErrorResponseException {

    private final transient List<Fault> faults;

    /** @param field such as {@code value.percentage}; empty where the sentence is about the whole */
    public record Fault(String field, String message) {}

    private PromotionRefused(HttpStatus status, String title, String sentence, List<Fault> faults) {
        super(status, problem(status, title, sentence), null);
        this.faults = faults;
        if (!faults.isEmpty()) {
            getBody()
                    .setProperty(
                            "errors",
                            faults.stream()
                                    .map(fault -> Map.of("field", fault.field(), "message", fault.message()))
                                    .toList());
        }
    }

    private static ProblemDetail problem(HttpStatus status, String title, String sentence) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setTitle(title);
        return problem;
    }

    public static PromotionRefused unknownCampaign(String id) {
        return new PromotionRefused(
                HttpStatus.NOT_FOUND,
                "Unknown campaign",
                "There is no campaign " + id + ". Check its id; case matters.",
                List.of());
    }

    public static PromotionRefused unknownJob(String id) {
        return new PromotionRefused(
                HttpStatus.NOT_FOUND,
                "Unknown job",
                "There is no job " + id + ". Jobs that have ended are kept as long as the activity log is.",
                List.of());
    }

    public static PromotionRefused malformed(String sentence) {
        return new PromotionRefused(HttpStatus.BAD_REQUEST, "Malformed request", sentence, List.of());
    }

    public static PromotionRefused invalid(List<Fault> faults) {
        return new PromotionRefused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Not valid",
                "Nothing was taken in. "
                        + String.join(" ", faults.stream().map(Fault::message).toList()),
                faults);
    }

    public static PromotionRefused invalid(String field, String sentence) {
        return invalid(List.of(new Fault(field, sentence)));
    }

    public static PromotionRefused conflict(String sentence) {
        return new PromotionRefused(HttpStatus.CONFLICT, "Not possible now", sentence, List.of());
    }

    public List<Fault> faults() {
        return faults;
    }
}
