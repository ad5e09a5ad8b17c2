package lumen.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.settings.Explanation.Row;
import lumen.settings.Finding.Severity;

/**
 * What was read from a config folder: the effective values of every file and all findings.
 *
 * @param values the effective values; keys with errors hold their defaults
 * @param rows what the job has to explain of the files that it reads by itself
 * @param findings in the order of files and lines
 * @param settings the settings of the job, if there is no error
 * @param <T> the settings of the job
 */
public record LoadedConfig<T>(
    Map<CatalogueFile, ConfigValues> values,
    List<Row> rows,
    List<Finding> findings,
    Optional<T> settings) {

  /** Copies map and lists. */
  public LoadedConfig {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    rows = List.copyOf(rows);
    findings = List.copyOf(findings);
  }

  /** The effective values of a file. */
  public ConfigValues of(CatalogueFile file) {
    return values.get(file);
  }

  /** Whether there is no error. */
  public boolean usable() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** Every effective value, in the order of files and keys. */
  public List<ConfigValues.Setting> all() {
    List<ConfigValues.Setting> all = new ArrayList<>();
    values.values().forEach(file -> all.addAll(file.all()));
    return all;
  }

  /**
   * The settings of the job.
   *
   * @throws SettingsException with all findings, if one of them is an error
   */
  public T orThrow() {
    return settings.orElseThrow(() -> new SettingsException(findings));
  }
}
