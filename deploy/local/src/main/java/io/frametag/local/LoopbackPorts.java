package io.frametag.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are stopped and started again while clients keep trying to reach them.
 *
 * <p>They lie below the range that systems give to outgoing connections (from 32768 on Linux). In that range a client
 * that tries again and again can be given the very port that it calls, connect to itself, and so keep the server from
 * ever binding it again.
 */
public final class LoopbackPorts {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    private LoopbackPorts() {}

    /** @return a port that nobody listened on a moment ago; nothing reserves it */
    public static int free() {
        return freeBeside(0);
    }

    /** @param other one that its user is about to take, too */
    static int freeBeside(int other) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (port != other && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("Found no free port between " + LOWEST + " and " + HIGHEST + " in " + ATTEMPTS
                + " attempts: stop some of the servers on this machine.");
    }

    /** @return whether nobody listened on it just now; nothing reserves it */
    public static boolean isFree(int port) {
        return refusal(port).isEmpty();
    }

    /** @return why nobody could listen on it just now; empty if somebody could, which nothing reserves */
    public static Optional<IOException> refusal(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(refused);
        }
    }
}
