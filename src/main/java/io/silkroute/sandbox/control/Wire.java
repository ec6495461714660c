package io.silkroute.sandbox.control;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.Field;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;
import org.apache.coyote.ActionCode;

/** The connection under a request, to be torn. */
final class Wire {
    private Wire() {}

    /** Closes the connection without an answer; what was not sent is never sent. */
    static void cut(ServletRequest request) {
        ServletRequest innermost = request;
        while (innermost instanceof ServletRequestWrapper wrapper) {
            innermost = wrapper.getRequest();
        }
        try {
            Field field = RequestFacade.class.getDeclaredField("request");
            field.setAccessible(true);
            ((Request) field.get(innermost)).getResponse().getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This server's connections cannot be cut", e);
        }
    }
}
