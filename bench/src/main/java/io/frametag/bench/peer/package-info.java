/** What others would write for the job: the same frames from the same topic, one label record for each. */
package io.frametag.bench.peer;
