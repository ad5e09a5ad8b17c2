/**
 * Live runs: {@code run}, {@code ingest} and {@code capture}, and the way to a live job that runs
 * ({@link lumen.ctl.live.LiveJob}).
 *
 * <p>What a job is told lies in {@code ctl.control}, which knows this package and is not known
 * here.
 */
package lumen.ctl.live;
