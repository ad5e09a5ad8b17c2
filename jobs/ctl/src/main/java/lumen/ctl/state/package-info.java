/**
 * Looks into savepoints and checkpoints of a job. {@link lumen.ctl.state.SavepointContents} reads
 * the raw states with Flink's State Processor API, {@link lumen.ctl.state.TenantState} gives them
 * their meaning, and the command prints them as a table or as JSON.
 *
 * <p>Only reads. No other package but the root of lumenctl may know it.
 */
package lumen.ctl.state;
