package io.silkroute.mail;

import io.silkroute.connector.ConnectorName;
import java.time.Instant;

/**
 * One mail to one person.
 *
 * @param id the same for the same news and person; its Message-ID is made of it
 * @param attempts so far
 */
record Mail(
        String id,
        ConnectorName connector,
        String event,
        String sender,
        String recipient,
        Letter.Written letter,
        Instant madeAt,
        int attempts) {}
