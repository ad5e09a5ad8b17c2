package lumen.settings;

import java.util.function.Supplier;

/**
 * A file that is a list of sections.
 *
 * @param elements what its elements are called, in the plural
 * @param most the most elements
 * @param standard the text that holds where the file has no content
 */
public record Listing(String elements, int most, Supplier<String> standard) {}
