/** The machine that is measured on. */
package io.frametag.bench.machine;
