/**
 * What leaves a job as lines of JSON: an output is declared once, its values are written to files
 * that are committed with checkpoints. Those of an {@link lumen.runtime.lines.Output} are put in
 * one order for all tenants, those of an {@link lumen.runtime.lines.UnorderedOutput} written as
 * they come; what is seldom leaves the stages together ({@link lumen.runtime.lines.Notices}).
 *
 * <p>Knows what comes in (rejects, text events), {@link lumen.runtime.notice} and {@link
 * lumen.runtime.evidence}, and no value of any job. No stage makes lines: a form is called where
 * they are written.
 */
package lumen.runtime.lines;
