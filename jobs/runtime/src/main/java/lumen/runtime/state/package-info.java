/**
 * What the keyed states of the stages have in common: the head of the small state, the settings
 * that shape it and the guard against others, the cache on the heap that is written behind, and the
 * frontier.
 *
 * <p>Knows the form of states alone ({@link lumen.state}), and not what the bytes that it keeps
 * mean.
 */
package lumen.runtime.state;
