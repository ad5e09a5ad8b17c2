package lumen.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.settings.ConfigValues.Setting;
import lumen.settings.Finding.Severity;
import lumen.settings.Key.FromFile;

/** Reads a config folder: every file, every key and the rules between keys, all errors at once. */
final class ConfigReader<T> {
  private final Catalogue<T> catalogue;

  ConfigReader(Catalogue<T> catalogue) {
    this.catalogue = catalogue;
  }

  /** Reads a folder as if some files held other texts. */
  LoadedConfig<T> folder(Path folder, Map<? extends CatalogueFile, String> others) {
    if (!Files.isDirectory(folder)) {
      String message =
          "must be a folder, " + (Files.exists(folder) ? "is a file" : "does not exist");
      LoadedConfig<T> defaults = texts("", Map.of());
      return new LoadedConfig<>(
          defaults.values(),
          defaults.rows(),
          List.of(new Finding(folder.toString(), 0, 0, "", Severity.ERROR, message)),
          Optional.empty());
    }
    List<String> names = catalogue.names();
    ConfigReading reading = new ConfigReading(names, name -> folder.resolve(name).toString());
    ConfigFolder.misnamed(folder, names).forEach(reading::putFinding);
    for (CatalogueFile file : catalogue.files()) {
      if (others.containsKey(file)) {
        reading.putText(file.fileName(), others.get(file));
      }
    }
    for (String name : names) {
      if (reading.text(name).isEmpty()) {
        ConfigFolder.text(folder.resolve(name), reading.findings(name))
            .ifPresent(text -> reading.putText(name, text));
      }
    }
    return finish(reading);
  }

  /** What the given texts hold. */
  LoadedConfig<T> texts(String folder, Map<? extends CatalogueFile, String> texts) {
    ConfigReading reading = new ConfigReading(catalogue.names(), name -> folder + name);
    texts.forEach((file, text) -> reading.putText(file.fileName(), text));
    return finish(reading);
  }

  /** What one file holds that must be there. */
  LoadedConfig<T> one(CatalogueFile file, Path path) {
    String one = file.fileName();
    ConfigReading reading =
        new ConfigReading(catalogue.names(), name -> name.equals(one) ? path.toString() : name);
    ConfigFolder.required(path, reading.findings(file))
        .ifPresent(text -> reading.putText(one, text));
    return finish(reading);
  }

  private LoadedConfig<T> finish(ConfigReading reading) {
    Map<CatalogueFile, ConfigValues> inOrder = new LinkedHashMap<>();
    catalogue.files().forEach(file -> inOrder.put(file, read(file, reading)));
    for (CatalogueFile file : catalogue.files()) {
      file.rules().forEach(rule -> reading.check(file, rule));
    }
    Optional<T> settings = catalogue.maker().make(reading);
    return new LoadedConfig<>(
        inOrder, reading.rows(), reading.all(), reading.usable() ? settings : Optional.empty());
  }

  /** What a file holds; read once, also if another takes standards from it before its turn. */
  private ConfigValues read(CatalogueFile file, ConfigReading reading) {
    ConfigValues known = reading.of(file);
    if (known == null) {
      known = values(file, reading);
      reading.put(file, known);
    }
    return known;
  }

  private ConfigValues values(CatalogueFile file, ConfigReading reading) {
    Findings findings = reading.findings(file);
    Optional<YamlNode> document =
        reading.text(file.fileName()).flatMap(text -> YamlReader.read(text, findings));
    Optional<Listing> listing = file.listing();
    if (document.isPresent() || listing.isEmpty()) {
      return new SectionReader(file, findings, from -> standard(from, reading)).read(document);
    }
    Findings ofStandard = new Findings(file.fileName());
    Optional<YamlNode> standard = YamlReader.read(listing.get().standard().get(), ofStandard);
    return new SectionReader(file, ofStandard, from -> standard(from, reading))
        .read(standard)
        .asStandard();
  }

  private Setting standard(FromFile from, ConfigReading reading) {
    return catalogue.files().stream()
        .filter(file -> file.fileName().equals(from.fileName()))
        .map(file -> read(file, reading).at(from.path()))
        .findFirst()
        .orElseThrow();
  }
}
