package io.silkroute.activity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/activity}: a page as JSON, or with {@code Accept: text/csv} everything that matches. */
@RestController
class ActivityApi {

    private final Activities activities;

    ActivityApi(Activities activities) {
        this.activities = activities;
    }

    @GetMapping("/api/activity")
    @Nullable
    ResponseEntity<ActivityPage> activity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ActivityParameters parameters = new ActivityParameters(request.getParameterMap());
        ActivityQuery query = parameters.query();
        if (!Csv.preferred(request.getHeader(HttpHeaders.ACCEPT))) {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(activities.page(query));
        }
        csv(parameters, query, response);
        return null;
    }

    /** The same as {@code Accept: text/csv}, for a link. */
    @GetMapping("/api/activity.csv")
    void csv(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ActivityParameters parameters = new ActivityParameters(request.getParameterMap());
        csv(parameters, parameters.query(), response);
    }

    private void csv(ActivityParameters parameters, ActivityQuery query, HttpServletResponse response)
            throws IOException {
        PrintWriter out = CsvAnswer.begin(response, "activity");
        ActivityCsv csv = new ActivityCsv(out);
        if (parameters.has("limit")) {
            activities.first(query).forEach(csv::write);
        } else {
            activities.each(query, csv::write);
        }
        out.flush();
    }
}
