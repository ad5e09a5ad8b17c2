/**
 * What a run left, as Prometheus would have it: samples of its frames every 5 s ({@link
 * lumen.watch.sampled.FrameSamples}), and the records made of them ({@link
 * lumen.watch.sampled.Records}), whose form is read from the shipped rules.
 *
 * <p>Knows mean, quantile, quotient and newest, and no more of PromQL; no gate, no network.
 */
package lumen.watch.sampled;
