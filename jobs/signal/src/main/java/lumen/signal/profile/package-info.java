/**
 * What a careful colleague would look at in the samples of a channel, gathered while they pass:
 * stamps, levels, where its power lies, whether another channel says the same.
 *
 * <p>Counts and sums alone: nothing here changes a sample. Knows {@code lumen.state} and no other
 * package.
 */
package lumen.signal.profile;
