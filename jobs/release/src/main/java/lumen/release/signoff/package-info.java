/**
 * What was known of a release: figures and sums before it, verdicts, tests, drills and what was
 * said of incidents behind it.
 */
package lumen.release.signoff;
