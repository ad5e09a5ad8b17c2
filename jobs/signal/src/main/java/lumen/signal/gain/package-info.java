/** The gains of the bridge's loop: from the entropy ratio, with calibration and fading offsets. */
package lumen.signal.gain;
