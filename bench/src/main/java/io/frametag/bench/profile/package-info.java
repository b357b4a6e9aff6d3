/** Where the job's processor time goes. */
package io.frametag.bench.profile;
