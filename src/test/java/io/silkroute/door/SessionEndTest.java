package io.silkroute.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.access.AccessSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class SessionEndTest {

    private static final AccessSettings SETTINGS =
            new AccessSettings(List.of(), AccessSettings.Prometheus.LOCAL, Duration.ofHours(12), 1, 1);

    private static boolean livesAfter(Duration time) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        MockHttpSession session = new MockHttpSession();
        request.setSession(session);
        Clock clock = Clock.fixed(Clock.systemUTC().instant().plus(time), ZoneOffset.UTC);
        new SessionEnd(clock, SETTINGS).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        return !session.isInvalid();
    }

    @Test
    void a_session_ends_some_time_after_it_began_however_busy() throws Exception {
        assertThat(livesAfter(Duration.ofHours(11))).isTrue();
        assertThat(livesAfter(Duration.ofHours(13))).isFalse();
    }

    private static void ask(MockHttpSession session, Duration after, String header, String value) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSession(session);
        request.addHeader(header, value);
        Clock clock = Clock.fixed(Clock.systemUTC().instant().plus(after), ZoneOffset.UTC);
        new SessionEnd(clock, SETTINGS).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    }

    @Test
    void what_an_open_page_asks_for_by_itself_keeps_no_session_alive() throws Exception {
        MockHttpSession watched = new MockHttpSession();
        watched.setMaxInactiveInterval(3600);
        ask(watched, Duration.ofMinutes(10), "Accept", "text/html");
        ask(watched, Duration.ofMinutes(40), "Accept", "text/event-stream");
        ask(watched, Duration.ofMinutes(60), "X-Background", "true");
        assertThat(watched.isInvalid()).isFalse();
        ask(watched, Duration.ofMinutes(75), "Accept", "text/event-stream");
        assertThat(watched.isInvalid()).isTrue();

        MockHttpSession used = new MockHttpSession();
        used.setMaxInactiveInterval(3600);
        ask(used, Duration.ofMinutes(10), "Accept", "text/html");
        ask(used, Duration.ofMinutes(60), "Accept", "text/html");
        ask(used, Duration.ofMinutes(75), "Accept", "text/event-stream");
        assertThat(used.isInvalid()).isFalse();
    }
}
