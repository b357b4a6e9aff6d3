/** Whether what is fast is also right: the pictures and the labels of the fast decoding beside those of the exact one. */
package io.frametag.bench.fidelity;
