/**
 * Models that change while the job runs: releases in, each record stamped with the model that is active for it, outcomes of releases
 * out. Loading is beside the labelling; the change is between two records.
 */
package io.frametag.release;
