/**
 * Golden tests: a folder with an input and what a job has to make of it, to the byte ({@link
 * lumen.ctl.golden.GoldenFolder}); run through the job's own graph in this process.
 *
 * <p>An expected file is never made in passing: {@code golden update} alone writes one, and says
 * who did, and why.
 */
package lumen.ctl.golden;
