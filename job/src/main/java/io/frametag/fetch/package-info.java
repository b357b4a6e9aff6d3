/**
 * Images that an event only points at: whether its URI may be fetched, and the fetching. What stands in a URI is written by whoever
 * may write events, and the job's machines reach more than they do: everything here assumes that the URI, the name service's
 * answers and the server are hostile.
 */
package io.frametag.fetch;
