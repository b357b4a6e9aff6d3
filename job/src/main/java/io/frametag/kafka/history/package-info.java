/** Which part of the input topics is read: found by the brokers' answers, kept to over restores, and committed at its end. */
package io.frametag.kafka.history;
