package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailsAreSentTest extends RouteTest {

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    MailsAreSentTest() {
        super("mails");
    }

    /** Two mails are due; the server takes one of them. */
    public class DueMails {
        public List<String> find() {
            return List.of("bad", "good");
        }

        public String message(String mail) {
            return "message of " + mail;
        }

        public void sent(String mail) {
            done.add("sent " + mail);
        }

        public void failed(String mail, Exception failure) {
            done.add(mail + " waits: " + failure.getMessage());
        }

        public void forget() {
            done.add("forgot");
        }
    }

    @Override
    void arrange() throws Exception {
        bind("dueMails", new DueMails());
        replace("send-mail", "give-to-mail-server");
        replace("mail-clock", "make-due-mails");
    }

    @BeforeEach
    void empty() {
        done.clear();
    }

    @Test
    void a_mail_that_the_server_does_not_take_waits_and_holds_no_other_up() {
        mock("give-to-mail-server").whenAnyExchangeReceived(exchange -> {
            if (exchange.getMessage().getBody(String.class).endsWith("bad")) {
                throw new IllegalStateException("the server is away");
            }
        });
        assertThat(send("mails", null).getException()).isNull();
        assertThat(done).containsExactly("bad waits: the server is away", "sent good");
    }

    @Test
    void what_is_due_by_the_clock_is_made_and_old_ones_go() {
        send("mail-clock", null);
        assertThat(reached("make-due-mails")).containsValue(1);
        assertThat(done).containsExactly("forgot");
    }
}
