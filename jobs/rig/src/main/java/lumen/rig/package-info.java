/**
 * A rig with known ground truth, and recordings of any length.
 *
 * <p>{@link lumen.rig.Rig} plays two groups of coupled oscillators that lock, lose each other and
 * recover, reads them through sensors with their own rates, delays, clocks and faults, and states
 * beside the recording what is true of it ({@link lumen.rig.Truth}) and what the operator of the
 * bridge does meanwhile. {@link lumen.rig.Tiling} repeats a recording in time until it has as many
 * events as a load test needs. Both are pure functions of their settings: same settings, same
 * lines.
 *
 * <p>Knows neither the job nor its settings.
 */
package lumen.rig;
