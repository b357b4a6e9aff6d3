/** Each step from a record's bytes to a label alone, and beside it the fastest or the most usual way to do the same. */
package io.frametag.bench.stage;
