package lumen.watch.smoke;

/**
 * A question and its answer.
 *
 * @param name what is asked
 * @param ok whether it is as it should be
 * @param said what was found, in a few words
 */
record Check(String name, boolean ok, String said) {}
