/**
 * What the graph of the job is put together with: its operators by name and uid ({@link
 * lumen.governance.run.GovernanceOperator}), and what one run is built from ({@link
 * lumen.governance.run.GovernanceRun}).
 *
 * <p>Every stage may know it. Knows the settings and the shape of state, and no stage.
 */
package lumen.governance.run;
