/** The phase-locked loop of the bridge: oscillator, control, statistics of its ticks. */
package lumen.signal.loop;
