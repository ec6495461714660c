package io.silkroute.door;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.web.util.WebUtils;

/**
 * Where somebody wanted to go before signing in. The browser keeps it: this process keeps nothing for those who never
 * sign in. Only a path of ours is gone to.
 */
public final class ReturnAddress implements RequestCache {

    private static final String COOKIE = "silkroute-return";
    private static final int LONGEST = 1_500;

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        if (Background.is(request)) {
            return; // nobody wants to go there
        }
        String query = request.getQueryString();
        String path = request.getRequestURI() + (query == null ? "" : "?" + query);
        if (request.getMethod().equals("GET") && path.length() <= LONGEST) {
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(path.getBytes(StandardCharsets.UTF_8));
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, text, 600));
        }
    }

    private static String cookie(HttpServletRequest request, String value, long seconds) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(seconds)
                .build()
                .toString();
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null || cookie.getValue().length() > 2 * LONGEST) {
            return null;
        }
        try {
            String path = new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
            return ours(path) ? new SimpleSavedRequest(path) : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    // Browsers take // and /\ for the beginning of another host.
    private static boolean ours(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.indexOf('\\') < 0
                && path.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null; // a GET is repeated by its address alone
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        if (WebUtils.getCookie(request, COOKIE) != null) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", 0));
        }
    }
}
