/**
 * Mail to people: troubles and their end, a summary each day and a report each week. Promises: a mail is a row until the
 * server has taken it, so that a server that is away or wrong loses none; the same trouble is told once an hour at most; a
 * mail may come twice, with the same Message-ID.
 */
@NullMarked
package io.silkroute.mail;

import org.jspecify.annotations.NullMarked;
