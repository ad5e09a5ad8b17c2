/**
 * From the samples of a channel to steps of the common grid, keyed by channel: samples lie in keyed
 * state until the watermark has passed them, are conditioned in their order, and go to their tenant
 * as blocks. The mathematics is {@link lumen.signal.channel}.
 *
 * <p>Knows one channel at a time: nothing of fuse, bridge and evidence, no file, no wall clock.
 */
package lumen.fusion.align;
