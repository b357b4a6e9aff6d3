/** Makes a bundle of 8-bit integers out of one of floats. */
package io.frametag.tools.model.int8;
