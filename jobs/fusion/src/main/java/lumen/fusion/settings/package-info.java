/**
 * The config folder of this job: its catalogue of keys ({@link
 * lumen.fusion.settings.FusionCatalogue}), what must hold between them, and the records that the
 * job is built from. A key is said in its catalogue and in its record; {@code lumen.settings} does
 * the rest.
 *
 * <p>Knows what the keys are about ({@code lumen.signal}, {@link lumen.fusion.evidence}), no
 * operator and no Flink.
 */
package lumen.fusion.settings;
