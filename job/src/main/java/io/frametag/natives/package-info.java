/** The count of everything that this process holds outside the Java heap and must give back itself. */
package io.frametag.natives;
