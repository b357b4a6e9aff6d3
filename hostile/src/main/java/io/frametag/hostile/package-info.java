/**
 * Feeds a real cluster what nobody should send: damaged images by the thousand ({@code deploy/frametag hostile}), and a
 * million events on fixed memory ({@code deploy/frametag soak}).
 */
package io.frametag.hostile;
