/**
 * From aligned steps to frames, ticks and evidence, keyed by tenant: loads, steps, stores and
 * emits. The mathematics is {@link lumen.signal.fusion}; bridge and evidence are {@link
 * lumen.fusion.bridge}.
 *
 * <p>Reads no file and no wall clock, and knows nothing of how samples came in.
 */
package lumen.fusion.fuse;
