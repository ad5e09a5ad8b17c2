/**
 * Samples that come in packets: from one stamp for many samples to a time for each.
 *
 * <p>Knows no other package: nothing of what is made of the samples.
 */
package lumen.signal.packet;
