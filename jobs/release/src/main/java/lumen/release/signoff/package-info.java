/**
 * What was known of a release: figures and sums before it, verdicts, tests and drills behind it.
 */
package lumen.release.signoff;
