/** Image events, and the topics that hold them. */
package io.frametag.bench.load;
