/**
 * {@code frametag replay}: sends dead letters back to the input topic as the records that they were.
 *
 * <p>{@link io.frametag.tools.replay.Replaying} is the whole of it for a caller from Java. It reads the dead letters for
 * how far back their inputs lie, then the inputs from there on for what was replayed before
 * ({@link io.frametag.tools.replay.ReplayHistory}), then the dead letters once more to send what is left. So no memory is
 * spent on the dead letters themselves.
 */
package io.frametag.tools.replay;
