/** The machine: which core a process runs on, and how much of it it has used. */
package io.frametag.bench.machine;
