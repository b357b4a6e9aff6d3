/** Images of every format, and every damage that is done to them. Nothing here reads an image: that is for the job. */
package io.frametag.hostile.image;
