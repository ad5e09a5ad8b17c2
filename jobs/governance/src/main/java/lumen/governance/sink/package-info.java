/**
 * The outputs of the job by name ({@link lumen.governance.sink.GovernanceOutlets}).
 *
 * <p>Decides nothing.
 */
package lumen.governance.sink;
