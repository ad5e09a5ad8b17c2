/**
 * What leaves a job as lines of JSON: an output is declared once ({@link
 * lumen.runtime.lines.Output}), its values are put in one order for all tenants and written to
 * files that are committed with checkpoints; what was not taken leaves as notices ({@link
 * lumen.runtime.lines.NoticeStage}).
 *
 * <p>Knows what comes in (rejects, late events, accounts, counts of commands), and no value of any
 * job.
 */
package lumen.runtime.lines;
