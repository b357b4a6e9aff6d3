/** Outcomes into files: Flink's file sink, with the formats and folders of this project. */
package io.frametag.output;
