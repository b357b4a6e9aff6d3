/** What is measured: the job, and the plain loop beside it. */
package io.frametag.bench.subject;
