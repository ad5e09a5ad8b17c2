/**
 * One channel, from its samples to its phase on the target grid: {@link
 * lumen.signal.channel.ChannelConditioner} composes clip, regulariser, resampler and band-pass.
 */
package lumen.signal.channel;
