/**
 * Flink as separate JVMs on loopback, from Maven artifacts alone. Every process that is started here is stopped by
 * whoever started it, and at the latest when this JVM ends; no other process is ever touched.
 */
package io.frametag.standalone;
