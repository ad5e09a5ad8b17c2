/**
 * The phase-locked loop of the bridge: oscillator, control, statistics of its ticks.
 *
 * <p>Knows gains, and neither the protocol nor the bridge.
 */
package lumen.signal.loop;
