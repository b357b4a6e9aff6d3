/** More slots, more streams, more partitions, more frames: what a frame costs then. */
package io.frametag.bench.growth;
