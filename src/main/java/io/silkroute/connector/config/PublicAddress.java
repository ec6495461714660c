package io.silkroute.connector.config;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/**
 * Whether an address is one of the public network, and none of this machine, of the network around it, or of the place
 * where a cloud keeps its machines' credentials. Source: the IANA registries of special-purpose addresses.
 */
public final class PublicAddress {

    // Beside 169.254.169.254, which is link-local: Azure's, Alibaba's, Amazon's.
    private static final Set<String> CREDENTIALS = Set.of("168.63.129.16", "100.100.100.200", "fd00:ec2:0:0:0:0:0:254");

    private PublicAddress() {}

    public static boolean is(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        if (address instanceof Inet4Address) {
            return isPublic(address.getAddress());
        }
        return address instanceof Inet6Address six && isPublic(six);
    }

    /**
     * May an address that an admin gave be asked, though it may be one of the own network? Not where a cloud keeps its
     * machines' credentials, and none that is many machines or nobody's.
     */
    public static boolean mayBeAsked(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        String text = address.getHostAddress();
        return !CREDENTIALS.contains(text);
    }

    private static boolean isPublic(byte[] four) {
        int a = four[0] & 0xff;
        int b = four[1] & 0xff;
        int c = four[2] & 0xff;
        int d = four[3] & 0xff;
        return !(a == 0
                || a == 10
                || a == 100 && b >= 64 && b <= 127 // shared by a provider's customers
                || a == 127
                || a == 168 && b == 63 && c == 129 && d == 16 // Azure's own, beside its machines
                || a == 169 && b == 254
                || a == 172 && b >= 16 && b <= 31
                || a == 192 && b == 0 && (c == 0 || c == 2)
                || a == 192 && b == 88 && c == 99
                || a == 192 && b == 168
                || a == 198 && (b == 18 || b == 19)
                || a == 198 && b == 51 && c == 100
                || a == 203 && b == 0 && c == 113
                || a >= 224);
    }

    private static boolean isPublic(Inet6Address address) {
        byte[] six = address.getAddress();
        int first = (six[0] & 0xff) << 8 | six[1] & 0xff;
        int second = (six[2] & 0xff) << 8 | six[3] & 0xff;
        if (first == 0x0064 && second == 0xff9b) {
            return isPublicWithin(six, 12); // translated to IPv4
        }
        if (first == 0x2002) {
            return isPublicWithin(six, 2); // tunnelled through IPv4
        }
        // Of all the others only what is given out: neither ::/96, nor fc00::/7, nor fec0::/10, nor documentation's.
        return (first & 0xe000) == 0x2000
                && !(first == 0x2001 && (second & 0xfe00) == 0)
                && !(first == 0x2001 && second == 0x0db8)
                && first != 0x3fff;
    }

    private static boolean isPublicWithin(byte[] six, int from) {
        try {
            return is(InetAddress.getByAddress(Arrays.copyOfRange(six, from, from + 4)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
