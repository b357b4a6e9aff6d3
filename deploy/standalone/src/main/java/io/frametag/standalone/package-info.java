/**
 * Flink as separate JVMs on loopback, from Maven artifacts alone. Every process that is started here is stopped by
 * whoever started it, at the latest when this JVM ends unless it is to {@linkplain Lifetime#UNTIL_STOPPED outlive} it; no
 * other process is ever touched.
 */
package io.frametag.standalone;
