/** The command line: {@code deploy/frametag} and its sub-commands. */
package io.frametag.tools;
