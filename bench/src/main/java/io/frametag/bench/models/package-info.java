/** Model graphs, and how fast they run: PP-LCNet's scales, its peers, and the parts that its paper argues for. */
package io.frametag.bench.models;
