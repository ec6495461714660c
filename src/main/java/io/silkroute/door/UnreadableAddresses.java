package io.silkroute.door;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * The server refuses an address that it cannot take apart before anything of ours sees it, and would answer with a
 * page of its own. It is told as a problem instead, without the address, which is none.
 */
public final class UnreadableAddresses extends ErrorReportValve {

    private final Problems problems;

    public UnreadableAddresses(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        if (status == null || !status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            problems.write(response, ProblemDetail.forStatusAndDetail(status, sentence(status)));
        } catch (IOException gone) {
            // who asked has left
        }
    }

    private static String sentence(HttpStatus status) {
        return status == HttpStatus.BAD_REQUEST
                ? "The address or a header cannot be read. Encode what is special in an address as UTF-8 in the form"
                        + " %XX, such as %5C for a backslash."
                : "The request cannot be answered (" + status.getReasonPhrase() + ").";
    }
}
