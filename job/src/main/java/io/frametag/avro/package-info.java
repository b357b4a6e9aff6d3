/** Outcomes as Avro records. */
package io.frametag.avro;
