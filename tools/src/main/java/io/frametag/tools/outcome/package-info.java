/** What a job writes, for whoever follows it. */
package io.frametag.tools.outcome;
