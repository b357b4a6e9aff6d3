/** What was measured, as JSON, Markdown and charts. Knows nothing of how it was measured. */
package io.frametag.bench.report;
