/** Very many events on fixed memory, and whether what is held grows. */
package io.frametag.hostile.soak;
