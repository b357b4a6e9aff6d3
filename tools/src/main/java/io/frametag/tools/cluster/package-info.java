/**
 * {@code frametag cluster}: a Flink cluster of separate JVMs on this machine that outlives the command which starts it. A
 * state file in the cluster's folder is all that one command leaves for the next.
 */
package io.frametag.tools.cluster;
