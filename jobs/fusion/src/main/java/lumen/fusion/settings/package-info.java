/**
 * The config folder: a catalogue of keys that is read, checked, explained and documented from one
 * place, and the records that the job is built from. All mistakes are reported together, each with
 * its place.
 *
 * <p>Knows what the keys are about ({@code lumen.signal}, {@link lumen.fusion.evidence}), no
 * operator and no Flink.
 */
package lumen.fusion.settings;
