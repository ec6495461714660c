package io.silkroute.door;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class UntilRoutesAreUpTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

    @Test
    void a_push_before_and_after_the_routes_is_to_come_again() throws Exception {
        beans.addBean("camel", camel);

        assertThat(answer("/pim/demo/items").getStatus()).isEqualTo(503);
        camel.start();
        assertThat(answer("/pim/demo/items").getStatus()).isEqualTo(200);
        camel.stop();

        MockHttpServletResponse after = answer("/pim/demo/items");
        assertThat(after.getStatus()).isEqualTo(503);
        assertThat(after.getHeader("Retry-After")).isEqualTo("5");
        assertThat(after.getContentType()).isEqualTo("application/problem+json");
        assertThat(after.getContentAsString()).contains("Nothing was accepted");
    }

    @Test
    void what_no_route_answers_passes_in_any_case() throws Exception {
        beans.addBean("camel", camel);

        assertThat(answer("/api/connectors").getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse answer(String address) throws ServletException, IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockHttpServletRequest request = new MockHttpServletRequest("POST", address);
        new UntilRoutesAreUp(
                        beans.getBeanProvider(CamelContext.class),
                        new Problems(JsonMapper.builder().build()))
                .doFilter(request, response, new MockFilterChain());
        return response;
    }
}
