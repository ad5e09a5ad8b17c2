/**
 * The gains of the bridge's loop: from the entropy ratio, with calibration and fading offsets.
 *
 * <p>Knows no other package: neither the loop nor the bridge that turns with these gains.
 */
package lumen.signal.gain;
