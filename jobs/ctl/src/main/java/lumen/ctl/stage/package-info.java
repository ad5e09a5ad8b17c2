/**
 * A stage on which nothing goes wrong by itself, for faults that are made on purpose: sensors by
 * OSC, a reference that beats, and an engine that answers over HTTP.
 *
 * <p>Knows no job and no fault.
 */
package lumen.ctl.stage;
