package io.frametag.tools.verify;

/** A partition of an input topic, as an outcome names it: it need not exist. */
record InputPartition(String topic, int partition) {}
