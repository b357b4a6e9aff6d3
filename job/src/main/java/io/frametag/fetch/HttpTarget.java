package io.frametag.fetch;

import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.HttpHost;

/**
 * A URI that may be asked for, taken apart and put together again, so that nobody behind it reads it in another way.
 *
 * @param uri without user info and fragment
 * @param host is connected to, if its addresses are
 */
record HttpTarget(URI uri, HttpHost host) {
    HttpGet request() {
        return new HttpGet(uri);
    }
}
