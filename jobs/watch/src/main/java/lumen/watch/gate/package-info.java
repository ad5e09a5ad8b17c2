/**
 * The gates of a release: what {@code configs/gates.yaml} asks for ({@link
 * lumen.watch.gate.Gates}), the expressions by which Prometheus answers ({@link
 * lumen.watch.gate.ConditionQuery}), and the rules made of them ({@link
 * lumen.watch.gate.GateRules}, {@link lumen.watch.gate.HostRules}).
 *
 * <p>{@link lumen.watch.gate.GateCommand} asks for them by {@link lumen.watch.gate.GateReading};
 * all else is pure: no process, no network, no job.
 */
package lumen.watch.gate;
