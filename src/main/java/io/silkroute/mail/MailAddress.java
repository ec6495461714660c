package io.silkroute.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** An address of one person, as mails are sent to it. */
final class MailAddress {

    private static final int LONGEST = 254;

    private MailAddress() {}

    /** @throws AddressException it is none, or more than one, or holds what no address holds */
    static InternetAddress of(String text) throws AddressException {
        if (text.length() > LONGEST
                || text.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == ',' || c == '<' || c == '>')) {
            throw new AddressException("not one mail address", text.replaceAll("\\p{Cntrl}", " "));
        }
        InternetAddress address = new InternetAddress(text, true);
        address.validate();
        if (text.indexOf('@') < 1) {
            throw new AddressException("without a domain", text);
        }
        return address;
    }

    static boolean is(String text) {
        try {
            of(text);
            return true;
        } catch (AddressException none) {
            return false;
        }
    }

    /** What stands behind the last @. */
    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
