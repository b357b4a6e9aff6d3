/** What this process holds outside the Java heap: the handles that it must give back itself, and the memory in all. */
package io.frametag.natives;
