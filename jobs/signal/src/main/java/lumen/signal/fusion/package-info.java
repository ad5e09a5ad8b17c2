/**
 * Fusion of the channels of one tenant: {@link lumen.signal.fusion.TenantFusion} takes aligned
 * steps per channel and values of the reference engine, and gives one {@link
 * lumen.signal.fusion.FusedFrame} per grid step.
 *
 * <p>Everything here is a pure function of what was taken in: no clock, no thread, no random
 * number, channels always in the order of (source, key).
 *
 * <p>Knows nothing of the loop, the protocol and the bridge, but the gains that a frame carries.
 */
package lumen.signal.fusion;
