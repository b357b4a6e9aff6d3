/** What sources of all kinds share. */
package io.frametag.source;
