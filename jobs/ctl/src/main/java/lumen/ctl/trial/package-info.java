/**
 * Another jar of the jobs, tried in a process of its own: {@link lumen.ctl.trial.TrialRun} starts
 * {@link lumen.ctl.trial.TrialProcess}, which has Flink on its class path and of Lumen the jar that
 * is tried alone. It restores a savepoint with every source gated and every sink silent, or runs
 * recordings to their end. {@link lumen.ctl.trial.JarCheck} says of a restore whether state would
 * be lost.
 *
 * <p>{@code TrialProcess} and what it is made of know Flink and {@link lumen.cluster.LocalPorts};
 * they must not know a class of the jobs, since that of the jar is another.
 */
package lumen.ctl.trial;
