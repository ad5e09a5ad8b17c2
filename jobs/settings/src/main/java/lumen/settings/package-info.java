/**
 * A config folder, whatever the job: files of YAML are read with their places, held against the
 * keys that a job's {@link lumen.settings.Catalogue} lists, checked, explained, documented, and
 * bound to the job's records by name. All mistakes are reported together.
 *
 * <p>A job hands in its {@link lumen.settings.CatalogueFile}s, what must hold between their keys
 * ({@link lumen.settings.Rule}), and what is made of them ({@link lumen.settings.SettingsMaker}).
 *
 * <p>Knows no key of any job, no other package of Lumen but {@code lumen.pattern}, and no Flink.
 */
package lumen.settings;
