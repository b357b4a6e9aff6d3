/**
 * {@code frametag model}: looks at model bundles, runs them on images, packs them with golden answers, and fetches files of
 * models by their hash.
 */
package io.frametag.tools.model;
