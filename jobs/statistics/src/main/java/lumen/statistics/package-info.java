/**
 * Bounds and tests by which jobs judge counts and sums: when a share is above a limit ({@link
 * lumen.statistics.Wilson}, {@link lumen.statistics.BinomialLimit}), when one mean is above another
 * ({@link lumen.statistics.RatioBound}, {@link lumen.statistics.MeanDifference}, {@link
 * lumen.statistics.Welch}, {@link lumen.statistics.SignedRank}, {@link
 * lumen.statistics.MantelHaenszel}), whether values rise ({@link lumen.statistics.MannKendall},
 * {@link lumen.statistics.TheilSen}) or follow each other ({@link
 * lumen.statistics.LaggedCorrelation}), how several tests are taken together ({@link
 * lumen.statistics.Holm}, {@link lumen.statistics.FalseDiscovery}), quantiles of many ({@link
 * lumen.statistics.Sketch}), and by which a text falls into the same bucket everywhere ({@link
 * lumen.statistics.Murmur3}).
 *
 * <p>Pure: sums of whole numbers are exact, so it does not matter in which order they were added,
 * and what becomes a double does so in a fixed order. Knows no job, no Flink, no clock, no chance.
 */
package lumen.statistics;
