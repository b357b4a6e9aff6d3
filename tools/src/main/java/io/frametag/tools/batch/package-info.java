/** {@code frametag batch}: the job over what is already stored, in this JVM, with all cores, until it is done. */
package io.frametag.tools.batch;
