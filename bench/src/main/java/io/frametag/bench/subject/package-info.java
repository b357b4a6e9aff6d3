/** The programs that are measured, each in processes of its own. */
package io.frametag.bench.subject;
