/** A large archive of images, tagged by {@code frametag batch}. */
package io.frametag.bench.archive;
