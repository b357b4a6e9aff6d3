/** Breaks a real cluster under load, lets it recover, and has {@code verify} decide what became of the inputs. */
package io.frametag.faults;
