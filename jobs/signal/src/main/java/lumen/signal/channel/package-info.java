/**
 * One channel, from its samples to its phase on the target grid: {@link
 * lumen.signal.channel.ChannelConditioner} composes clip, regulariser, resampler and band-pass.
 *
 * <p>Knows one channel: nothing of tenants and their fusion.
 */
package lumen.signal.channel;
