/** How many frames a second, and at what cost. */
package io.frametag.bench.rate;
