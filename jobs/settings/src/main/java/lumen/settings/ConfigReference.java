package lumen.settings;

import java.util.List;
import lumen.settings.Finding.Severity;
import lumen.settings.Shape.Members;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Sections;
import lumen.settings.Shape.Variant;
import lumen.settings.Shape.Variants;

/** The reference page of all keys of a catalogue. */
public final class ConfigReference {
  private static final String HEAD =
      "| key | accepted | default | unit | meaning |\n|---|---|---|---|---|\n";

  private final StringBuilder page = new StringBuilder();

  private ConfigReference() {}

  /** The page as Markdown. */
  public static String markdown(Catalogue<?> catalogue) {
    ConfigReference reference = new ConfigReference();
    reference.preface(catalogue);
    String between = "";
    for (CatalogueFile file : catalogue.files()) {
      reference.page.append(between);
      reference.file(file);
      between = "\n";
    }
    for (OwnFile file : catalogue.ownFiles()) {
      reference.page.append("\n## ").append(file.fileName()).append("\n\n");
      reference.page.append(file.chapter());
    }
    return reference.page.toString().stripTrailing() + "\n";
  }

  private void preface(Catalogue<?> catalogue) {
    page.append(
        """
        # %s

        Made from the key catalogue in `%s`; a test compares the two.

        A config folder holds the files below. Each file and each key may be left out, and then \
        holds its default. `lumenctl config lint` checks a folder and reports everything at once \
        with file, line and column; `lumenctl config explain` shows every value in force, where it \
        comes from, and what follows from it. The JSON schemas in `configs/schemas` let an editor \
        check while one types.

        Files are UTF-8, at most 1 MiB, one YAML document without anchors, aliases and tags; a key \
        stands once. Numbers are decimal, with or without an exponent (`1e-3`, `0.001`). Keys \
        marked * shape kept state: a restore with other values of them is refused.

        """
            .formatted(catalogue.title(), catalogue.room()));
  }

  private void file(CatalogueFile file) {
    ReferenceNotes notes = file.notes();
    page.append("## ").append(file.fileName()).append("\n\n");
    page.append(file.purpose()).append("\n\n").append(notes.preface()).append(HEAD);
    section("", file.section());
    page.append('\n');
    variants("", file.section());
    page.append(notes.chapters());
    rules(file);
  }

  private void section(String path, Section section) {
    for (Key key : section.keys()) {
      String at = path + key.name();
      if (key.shape() instanceof Section inner) {
        row(at, key, "", "");
        section(at + '.', inner);
      } else if (key.shape() instanceof Members members) {
        row(
            at,
            key,
            members.names().equals(TextForm.NAME) ? "names" : "names, or patterns",
            "none");
        section(at + ".NAME.", members.member());
      } else if (key.shape() instanceof Sections list) {
        row(at, key, "a list", "none");
        section(at + "[].", list.element());
      } else if (key.shape() instanceof Variants) {
        row(at, key, "a list, see below", "none");
      } else {
        row(at, key, key.shape().accepted(), standard(key));
      }
    }
  }

  private void row(String path, Key key, String accepted, String standard) {
    boolean leaf = !(key.shape() instanceof Section);
    page.append("| `").append(path).append('`').append(key.shapesState() && leaf ? " *" : "");
    for (String cell : List.of(accepted, standard, key.unit(), key.meaning())) {
      page.append(" | ").append(cell.replace("|", "\\|"));
    }
    page.append(" |\n");
  }

  private static String standard(Key key) {
    if (key.standard() instanceof Key.Value value) {
      String text =
          new ConfigValues.Setting("", key, value.value(), ConfigValues.Origin.STANDARD).text();
      return text.equals("[]") ? "none" : '`' + text + '`';
    }
    if (key.standard() instanceof Key.FromFile from) {
      return "`" + from.path() + "` of " + from.fileName();
    }
    return key.standard() instanceof Key.Unset unset ? unset.instead() : "must be given";
  }

  /** A table for each kind of section in a list. */
  private void variants(String path, Section section) {
    for (Key key : section.keys()) {
      String at = path + key.name();
      if (key.shape() instanceof Section inner) {
        variants(at + '.', inner);
      } else if (key.shape() instanceof Variants variants) {
        for (Variant variant : variants.variants()) {
          page.append("### ").append(at).append(" of type ").append(variant.type());
          page.append("\n\n").append(variant.meaning()).append("\n\n").append(HEAD);
          section("", variant.section());
          page.append('\n');
        }
      }
    }
  }

  private void rules(CatalogueFile file) {
    if (file.rules().isEmpty() && file.notes().sentences().isEmpty()) {
      return;
    }
    page.append("### Rules of ").append(file.fileName()).append("\n\n");
    for (String sentence : file.notes().sentences()) {
      page.append("- ").append(sentence).append('\n');
    }
    for (Rule rule : file.rules()) {
      page.append("- ")
          .append(rule.severity() == Severity.WARNING ? "(warning) " : "")
          .append('`')
          .append(String.join("`, `", rule.keys()))
          .append("`: ")
          .append(rule.statement())
          .append(".\n");
    }
  }
}
