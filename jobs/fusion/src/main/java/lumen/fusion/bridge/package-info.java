/**
 * Bridge and evidence of one tenant over one queue of event time ({@link
 * lumen.fusion.bridge.BridgedTenant}), and their keyed state ({@link
 * lumen.fusion.bridge.BridgeStore}). The loop is {@link lumen.signal.bridge}, the rules are {@link
 * lumen.fusion.evidence}.
 *
 * <p>Gives frames and entries to its owner, never lines: knows neither fuse nor sink.
 */
package lumen.fusion.bridge;
