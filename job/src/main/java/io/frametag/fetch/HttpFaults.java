package io.frametag.fetch;

import io.frametag.fetch.CheckedResolver.RefusedAddressException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** What is said of an exchange that broke. Never in the exception's own words: these may be the URI's or the server's. */
final class HttpFaults {
    private HttpFaults() {}

    static FetchFailure of(IOException fault) {
        if (fault instanceof RefusedAddressException) {
            return FetchFailure.refused(fault.getMessage());
        }
        if (fault instanceof UnknownHostException) {
            return FetchFailure.passing("the name service does not know its host");
        }
        if (fault instanceof ConnectTimeoutException
                || fault instanceof HttpHostConnectException
                || fault instanceof NoRouteToHostException) {
            return FetchFailure.passing("its host cannot be connected to");
        }
        if (fault instanceof SSLPeerUnverifiedException || isOfCertificate(fault)) {
            return FetchFailure.lasting("the server's certificate is not trusted, or is another host's");
        }
        if (fault instanceof SSLException) {
            return FetchFailure.passing("no TLS connection to its host comes about");
        }
        if (fault instanceof SocketTimeoutException) {
            return FetchFailure.passing("the server said nothing for too long");
        }
        if (fault instanceof NoHttpResponseException
                || fault instanceof ConnectionClosedException
                || fault instanceof TruncatedChunkException
                || fault instanceof EOFException
                || fault instanceof SocketException) {
            return FetchFailure.passing("the connection ended before the image did");
        }
        if (fault instanceof InterruptedIOException) {
            return FetchFailure.passing("the fetch was interrupted");
        }
        return FetchFailure.passing("what the server answered is not HTTP");
    }

    private static boolean isOfCertificate(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }
}
