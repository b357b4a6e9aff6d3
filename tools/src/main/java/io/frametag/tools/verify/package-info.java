/**
 * {@code frametag verify}: proves that every input record has exactly one outcome.
 *
 * <p>{@link io.frametag.tools.verify.Verification} is the whole of it for a caller from Java. It reads the outcomes
 * first ({@link io.frametag.tools.verify.OutcomeReader} into {@link io.frametag.tools.verify.OutcomeBook}, two bits for
 * each input) and then streams the inputs past them ({@link io.frametag.tools.verify.InputAudit}), so that no memory is
 * spent on which inputs exist. A further kind of outcome is a new {@link io.frametag.tools.verify.Outcome.Kind}; a
 * further place to find outcomes is a new caller of {@link io.frametag.tools.verify.OutcomeBook#record}.
 */
package io.frametag.tools.verify;
