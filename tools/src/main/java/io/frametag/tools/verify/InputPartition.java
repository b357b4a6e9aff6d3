package io.frametag.tools.verify;

/**
 * A partition of an input topic, or a file of inputs, as an outcome names it: it need not exist.
 *
 * @param topic or a file's URI
 * @param partition 0 for a file
 */
record InputPartition(String topic, int partition) {
    /** @return whether it is a file: no topic has a slash in its name */
    boolean isFile() {
        return isFile(topic);
    }

    static boolean isFile(String topic) {
        return topic.indexOf('/') >= 0;
    }
}
