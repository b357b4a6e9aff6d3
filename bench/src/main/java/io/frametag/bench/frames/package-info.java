/** The images that are measured on: the project's sample photos, at the sizes of cameras. */
package io.frametag.bench.frames;
