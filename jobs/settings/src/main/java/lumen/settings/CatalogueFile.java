package lumen.settings;

import java.util.List;
import java.util.Optional;
import lumen.settings.Shape.Section;

/**
 * A file of a config folder: its keys, and what must hold between them. A job's enum names its
 * files; each of them may be missing.
 */
public interface CatalogueFile {

  /** Its name in the folder, such as {@code fusion.yaml} or {@code evidence/risk_map.yaml}. */
  String fileName();

  /** What the file is for, one sentence. */
  String purpose();

  /** What it holds, or what each element of it holds. */
  Section section();

  /** What must hold between its keys; none for a list, whose keys have no path of their own. */
  default List<Rule> rules() {
    return List.of();
  }

  /** What it is a list of; empty if it is a section. */
  default Optional<Listing> listing() {
    return Optional.empty();
  }

  /** What the reference page says of it beside its keys. */
  default ReferenceNotes notes() {
    return ReferenceNotes.NONE;
  }

  /** The name of its JSON schema, such as {@code fusion.schema.json}. */
  default String schemaName() {
    String name = fileName().substring(fileName().indexOf('/') + 1);
    return name.substring(0, name.lastIndexOf('.')) + ".schema.json";
  }
}
