/** Damaged images, a good one behind each, through a real cluster: what became of every one of them. */
package io.frametag.hostile.campaign;
