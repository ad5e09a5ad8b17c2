/**
 * {@code lumenctl play}: a recording sent into a running job as a rig would send it, by OSC, MIDI
 * and Kafka.
 *
 * <p>Knows the outputs of the connectors, and nothing of the job that listens.
 */
package lumen.ctl.play;
