package io.silkroute.door;

import jakarta.servlet.http.HttpServletRequest;

/** Requests that an open page makes by itself. Nobody is there because of them: they keep no session alive. */
final class Background {

    private Background() {}

    static boolean is(HttpServletRequest request) {
        String accepted = request.getHeader("Accept");
        return request.getHeader("X-Background") != null || accepted != null && accepted.contains("text/event-stream");
    }
}
