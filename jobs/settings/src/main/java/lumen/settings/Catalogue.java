package lumen.settings;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lumen.settings.Key.FromFile;
import lumen.settings.Shape.Members;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Sections;

/**
 * Everything that the config folder of a job may hold. Reading, lint, explain, schemas and the
 * reference page are made from it.
 *
 * @param title title of the reference page
 * @param room where the catalogue stands, for readers of the page
 * @param files in the order of the page; a file may take standards from those that take none
 * @param ownFiles files that the job reads by itself
 * @param maker what the job makes of them
 * @param <T> the settings of the job
 */
public record Catalogue<T>(
    String title,
    String room,
    List<CatalogueFile> files,
    List<OwnFile> ownFiles,
    SettingsMaker<T> maker) {

  /** Copies the lists; checks that names differ and that every path it mentions is a key. */
  public Catalogue {
    files = List.copyOf(files);
    ownFiles = List.copyOf(ownFiles);
    Set<String> names = new HashSet<>();
    for (String name : names(files, ownFiles)) {
      if (!names.add(name)) {
        throw new IllegalArgumentException("files must have different names: " + name);
      }
    }
    List<CatalogueFile> giving =
        files.stream().filter(file -> !takesStandards(file.section())).toList();
    for (CatalogueFile file : files) {
      checkStandards(file, file.section(), giving);
      for (Rule rule : file.rules()) {
        for (String path : rule.keys()) {
          if (file.listing().isPresent() || key(file.section(), path).isEmpty()) {
            throw new IllegalArgumentException(
                "a rule must be about keys: " + file.fileName() + " has no " + path);
          }
        }
      }
    }
  }

  /** What a folder holds, with everything that is to be said about it. */
  public LoadedConfig<T> read(Path folder) {
    return read(folder, Map.of());
  }

  /**
   * Reads a folder as if some files held other texts.
   *
   * @param texts the other texts, without byte order mark
   */
  public LoadedConfig<T> read(Path folder, Map<? extends CatalogueFile, String> texts) {
    return new ConfigReader<>(this).folder(folder, texts);
  }

  /**
   * What the given texts hold; files without a text hold their defaults.
   *
   * @param folder how findings name the folder, with what separates it from a file
   */
  public LoadedConfig<T> readTexts(String folder, Map<? extends CatalogueFile, String> texts) {
    return new ConfigReader<>(this).texts(folder, texts);
  }

  /** What one file holds that lies anywhere; the others hold their defaults. */
  public LoadedConfig<T> readOne(CatalogueFile file, Path path) {
    return new ConfigReader<>(this).one(file, path);
  }

  /** The names of all files in the folder. */
  List<String> names() {
    return names(files, ownFiles);
  }

  private static List<String> names(List<CatalogueFile> files, List<OwnFile> ownFiles) {
    return Stream.concat(
            files.stream().map(CatalogueFile::fileName), ownFiles.stream().map(OwnFile::fileName))
        .toList();
  }

  private static void checkStandards(
      CatalogueFile file, Section section, List<CatalogueFile> giving) {
    for (Key key : section.keys()) {
      if (key.standard() instanceof FromFile from && !has(giving, from)) {
        throw new IllegalArgumentException(
            "a standard must be a key of a file that takes none: %s takes %s from %s for %s"
                .formatted(file.fileName(), from.path(), from.fileName(), key.name()));
      }
      inside(key).forEach(inner -> checkStandards(file, inner, giving));
    }
  }

  private static boolean takesStandards(Section section) {
    return section.keys().stream()
        .anyMatch(
            key ->
                key.standard() instanceof FromFile
                    || inside(key).anyMatch(Catalogue::takesStandards));
  }

  /** The sections that a key holds. */
  private static Stream<Section> inside(Key key) {
    if (key.shape() instanceof Section section) {
      return Stream.of(section);
    }
    if (key.shape() instanceof Members members) {
      return Stream.of(members.member());
    }
    if (key.shape() instanceof Sections list) {
      return Stream.of(list.element());
    }
    return key.shape() instanceof Shape.Variants variants
        ? variants.variants().stream().map(Shape.Variant::section)
        : Stream.empty();
  }

  private static boolean has(List<CatalogueFile> files, FromFile from) {
    return files.stream()
        .anyMatch(
            file ->
                file.fileName().equals(from.fileName())
                    && file.listing().isEmpty()
                    && key(file.section(), from.path()).isPresent());
  }

  /** The value at a path of sections. */
  private static Optional<Key> key(Section section, String path) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    Optional<Key> key = section.keys().stream().filter(k -> k.name().equals(name)).findFirst();
    if (dot < 0) {
      return key.filter(k -> !(k.shape() instanceof Section));
    }
    return key.map(Key::shape)
        .filter(Section.class::isInstance)
        .flatMap(inner -> key((Section) inner, path.substring(dot + 1)));
  }
}
