/** Tells running jobs to label with another model, and waits for what they make of it. */
package io.frametag.tools.release;
