/** The job on a real broker and a real cluster, each a JVM of its own, and what can be seen of them from outside. */
package io.frametag.hostile.cluster;
