package io.frametag.model;

/**
 * One answer of a classifier.
 *
 * @param index the class, as the position in the model's label list
 * @param name the class's entry in that list
 * @param score its probability, 0 to 1; the scores of all classes sum to 1, unless the model gives each its own
 */
public record Label(int index, String name, float score) {}
