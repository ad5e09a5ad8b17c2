/**
 * What a job tells beside its results: what came too late ({@link
 * lumen.runtime.notice.LateNotice}), and what became of the rest ({@link
 * lumen.runtime.notice.AccountNotice}). Stages emit these values, and rejects as they came in;
 * their lines are made where they are written.
 *
 * <p>Values only: knows what comes in and the counts of commands, no text and no output.
 */
package lumen.runtime.notice;
