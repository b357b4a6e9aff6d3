package io.frametag.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up for the HTTP client, which connects to the very addresses that this returns: a name that is looked up twice may have
 * become another address in between.
 */
final class CheckedResolver implements DnsResolver {
    private final HostResolver resolver;
    private final boolean internalToo;

    /** Names to addresses, as {@link InetAddress#getAllByName} has them. */
    @FunctionalInterface
    interface HostResolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** The host is known, and not to be connected to. */
    static final class RefusedAddressException extends UnknownHostException {
        private RefusedAddressException(String message) {
            super(message);
        }
    }

    CheckedResolver(HostResolver resolver, boolean internalToo) {
        this.resolver = resolver;
        this.internalToo = internalToo;
    }

    /**
     * @param host may also be an address
     * @throws RefusedAddressException if any of its addresses is refused: a name that leads inside and outside is up to no good. The
     *     address is not told, since whoever reads dead letters could map the network by it
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = resolver.resolve(host);
        for (InetAddress address : addresses) {
            Reach reach = Reach.of(address);
            if (reach == Reach.NEVER) {
                throw new RefusedAddressException("its host has an address that nothing is fetched from");
            }
            if (reach == Reach.INTERNAL && !internalToo) {
                throw new RefusedAddressException(
                        "its host has an address that is not public (--fetch-private-addresses would allow it)");
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
