/** What the commands share that read topics: clients, offsets, scans with an end, and how far one has come. */
package io.frametag.tools.kafka;
