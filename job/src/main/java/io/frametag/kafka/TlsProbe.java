package io.frametag.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.common.utils.Utils;

/**
 * Whether a port speaks TLS. A Kafka client that speaks plain text to one is only cut off, and tries again for ever.
 */
final class TlsProbe {
    private static final int TIMEOUT_MILLIS = 3_000;

    private TlsProbe() {}

    /** @param servers host:port, separated by commas; the first that can be reached answers for all */
    static boolean speaksTls(String servers) {
        for (String server : servers.split(",", -1)) {
            String host = Utils.getHost(server.strip());
            Integer port = Utils.getPort(server.strip());
            if (host == null || port == null) {
                continue;
            }
            try (Socket plain = new Socket()) {
                plain.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
                plain.setSoTimeout(TIMEOUT_MILLIS);
                return shakesHands(plain, host, port);
            } catch (IOException unreachable) {
                // Perhaps another can be.
            }
        }
        return false;
    }

    private static boolean shakesHands(Socket plain, String host, int port) {
        try (SSLSocket socket =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true)) {
            socket.startHandshake();
            return true;
        } catch (SSLException e) {
            return isAnswerOfTls(e);
        } catch (IOException e) {
            return false;
        }
    }

    /** A certificate, trusted or not, or an alert: nobody else sends either. */
    private static boolean isAnswerOfTls(SSLException failure) {
        boolean certificate = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            certificate |= cause instanceof CertificateException;
        }
        return certificate || String.valueOf(failure.getMessage()).contains("fatal alert");
    }
}
