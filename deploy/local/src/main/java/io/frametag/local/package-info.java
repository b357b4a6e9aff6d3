/**
 * A real Kafka broker and a real Flink cluster on this machine's loopback, inside this JVM or in one of their own: what
 * the quick start and the tests run on. Never part of the jar that a cluster gets.
 */
package io.frametag.local;
