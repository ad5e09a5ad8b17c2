package lumen.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import lumen.settings.ConfigValues.Setting;
import lumen.settings.Explanation.Row;
import lumen.settings.Finding.Severity;
import lumen.settings.YamlNode.Mark;

/**
 * A config folder while it is read: what its files hold, and what was found so far. A job looks at
 * it for what is wrong beyond single keys.
 */
public final class ConfigReading {
  private final List<Finding> ofFolder = new ArrayList<>();
  private final Map<String, Findings> findings = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<CatalogueFile, ConfigValues> values = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();

  /**
   * Begins to read.
   *
   * @param names the files in their order
   * @param opened how findings name a file
   */
  ConfigReading(List<String> names, UnaryOperator<String> opened) {
    names.forEach(name -> findings.put(name, new Findings(opened.apply(name))));
  }

  /** The effective values of a file; keys with errors hold their defaults. */
  public ConfigValues of(CatalogueFile file) {
    return values.get(file);
  }

  /** What was found in a file. */
  public Findings findings(CatalogueFile file) {
    return findings.get(file.fileName());
  }

  /** What was found in a file that the job reads by itself. */
  public Findings findings(OwnFile file) {
    return findings.get(file.fileName());
  }

  /** The text of a file that the job reads by itself, if there is one. */
  public Optional<String> text(OwnFile file) {
    return Optional.ofNullable(texts.get(file.fileName()));
  }

  /** Whether there is no error so far. */
  public boolean usable() {
    return all().stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** Holds a file against a rule, unless a key of it has an error of its own. */
  public void check(CatalogueFile file, Rule rule) {
    ConfigValues v = of(file);
    Findings ofFile = findings(file);
    if (rule.keys().stream().anyMatch(ofFile::unusable) || rule.holds().test(v)) {
      return;
    }
    Setting first =
        rule.keys().stream()
            .map(v::at)
            .filter(setting -> setting.origin().file() == file)
            .findFirst()
            .orElse(v.at(rule.keys().get(0)));
    String facts =
        rule.keys().stream()
            .map(v::at)
            .map(setting -> setting.key().name() + '=' + setting.text())
            .collect(Collectors.joining(" "));
    String message = "must have " + rule.statement() + ": " + facts;
    if (rule.severity() == Severity.ERROR) {
      ofFile.error(first.begin(), first.path(), message);
    } else {
      ofFile.warning(first.begin(), first.path(), message);
    }
  }

  /**
   * Reports what is wrong within a text that was read, at its character.
   *
   * @param offset the character, from 0; the length of the text for its end
   */
  public void error(CatalogueFile file, String path, int offset, String message) {
    Setting setting = of(file).at(path);
    String whole = texts.getOrDefault(file.fileName(), "");
    Mark mark = TextPlaces.of(whole, setting.begin(), (String) setting.value(), offset);
    findings(file).error(mark, path, message);
  }

  /** Adds a row to those of the catalogue's files, for explain. */
  public void explain(Row row) {
    rows.add(row);
  }

  /** Everything that was found, in the order of files and lines. */
  List<Finding> all() {
    List<Finding> all = new ArrayList<>(ofFolder);
    findings.values().forEach(ofFile -> all.addAll(ofFile.sorted()));
    return all;
  }

  List<Row> rows() {
    return Collections.unmodifiableList(rows);
  }

  Findings findings(String name) {
    return findings.get(name);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  void putFinding(Finding finding) {
    ofFolder.add(finding);
  }

  void putText(String name, String text) {
    texts.put(name, text);
  }

  void put(CatalogueFile file, ConfigValues ofFile) {
    values.put(file, ofFile);
  }
}
