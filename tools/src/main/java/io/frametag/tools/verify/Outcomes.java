package io.frametag.tools.verify;

/** Takes outcomes in, in any order. */
interface Outcomes {
    /** @throws VerificationException if there is no memory left to note it in */
    void record(Outcome outcome) throws VerificationException;
}
