package io.frametag.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * From where an address can be reached, by IANA's registries of special-purpose IPv4 and IPv6 addresses (RFC 6890 and its updates).
 * IPv6 addresses outside of 2000::/3, from which alone global ones are given out, are none that a server could have.
 */
enum Reach {
    /** Wherever one is. */
    PUBLIC,
    /** Within this machine, this network, or this provider's. */
    INTERNAL,
    /** No server's, or one that no image is fetched from: a cloud's metadata service gives its machine's credentials. */
    NEVER;

    private static final int IPV4_BYTES = 4;
    private static final int MAPPED_AT = 12;

    private static final List<Block> BLOCKS = List.of(
            new Block("0.0.0.0/8", NEVER),
            new Block("10.0.0.0/8", INTERNAL),
            new Block("100.100.100.200/32", NEVER), // Alibaba Cloud's metadata
            new Block("100.64.0.0/10", INTERNAL),
            new Block("127.0.0.0/8", INTERNAL),
            new Block("168.63.129.16/32", NEVER), // Azure's host, though it is a public address
            new Block("169.254.0.0/16", NEVER), // link-local, with most clouds' metadata
            new Block("172.16.0.0/12", INTERNAL),
            new Block("192.0.0.0/24", NEVER),
            new Block("192.0.2.0/24", NEVER), // documentation, as two more
            new Block("192.88.99.0/24", NEVER), // 6to4 relays
            new Block("192.168.0.0/16", INTERNAL),
            new Block("198.18.0.0/15", NEVER), // benchmarks
            new Block("198.51.100.0/24", NEVER),
            new Block("203.0.113.0/24", NEVER),
            new Block("224.0.0.0/4", NEVER), // multicast
            new Block("240.0.0.0/4", NEVER), // reserved, and broadcast
            new Block("::1/128", INTERNAL),
            new Block("fd00:ec2::/32", NEVER), // AWS's metadata and other services of the host
            new Block("fd20:ce::/32", NEVER), // Google Cloud's metadata
            new Block("fd00:c1::a9fe:a9fe/128", NEVER), // Oracle Cloud's metadata
            new Block("fd00:42::42/128", NEVER), // Scaleway's metadata
            new Block("fc00::/7", INTERNAL), // unique local
            new Block("fec0::/10", INTERNAL), // site-local, before there were unique local ones
            new Block("2001::/23", NEVER), // protocols: Teredo among them, which holds an IPv4 address
            new Block("2001:db8::/32", NEVER), // documentation, as 3fff::/20
            new Block("2002::/16", NEVER), // 6to4, which holds an IPv4 address
            new Block("3fff::/20", NEVER),
            new Block("2000::/3", PUBLIC));

    private static final Block NAT64 = new Block("64:ff9b::/96", NEVER);

    static Reach of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length > IPV4_BYTES) {
            if (isMapped(bytes)) {
                return ofBytes(Arrays.copyOfRange(bytes, MAPPED_AT, bytes.length));
            }
            if (NAT64.holds(bytes)) {
                Reach behind = ofBytes(Arrays.copyOfRange(bytes, MAPPED_AT, bytes.length));
                // By way of a translator in this network.
                return behind == PUBLIC ? INTERNAL : behind;
            }
        }
        return ofBytes(bytes);
    }

    private static Reach ofBytes(byte[] address) {
        for (Block block : BLOCKS) {
            if (block.holds(address)) {
                return block.reach;
            }
        }
        return address.length == IPV4_BYTES ? PUBLIC : NEVER;
    }

    private static boolean isMapped(byte[] address) {
        for (int i = 0; i < MAPPED_AT - 2; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[MAPPED_AT - 2] == -1 && address[MAPPED_AT - 1] == -1;
    }

    /** The addresses that begin with the same bits. */
    private static final class Block {
        private final byte[] first;
        private final int bits;
        private final Reach reach;

        Block(String block, Reach reach) {
            int slash = block.indexOf('/');
            try {
                // An address: no name is looked up.
                this.first = InetAddress.getByName(block.substring(0, slash)).getAddress();
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(block, e);
            }
            this.bits = Integer.parseInt(block.substring(slash + 1));
            this.reach = reach;
        }

        boolean holds(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
