package lumen.fusion.settings;

import java.util.List;
import lumen.fusion.settings.Finding.Severity;
import lumen.fusion.settings.Shape.Members;
import lumen.fusion.settings.Shape.Section;
import lumen.fusion.settings.Shape.Variant;
import lumen.fusion.settings.Shape.Variants;

/** The reference page of all keys, {@code docs/config.md}. */
public final class ConfigReference {
  private static final String HEAD =
      "| key | accepted | default | unit | meaning |\n|---|---|---|---|---|\n";

  private final StringBuilder page = new StringBuilder();

  private ConfigReference() {}

  /** The page as Markdown. */
  public static String markdown() {
    ConfigReference reference = new ConfigReference();
    reference.preface();
    for (ConfigFile file : ConfigFile.values()) {
      reference.file(file);
    }
    reference.surface();
    return reference.page.toString();
  }

  private void preface() {
    page.append(
        """
        # Configuration

        Made from the key catalogue in `lumen.fusion.settings`; a test compares the two.

        A config folder holds the files below. Each file and each key may be left out, and then \
        holds its default. `lumenctl config lint` checks a folder and reports everything at once \
        with file, line and column; `lumenctl config explain` shows every value in force, where it \
        comes from, and what follows from it. The JSON schemas in `configs/schemas` let an editor \
        check while one types.

        Files are UTF-8, at most 1 MiB, one YAML document without anchors, aliases and tags; a key \
        stands once. Numbers are decimal, with or without an exponent (`1e-3`, `0.001`). Keys \
        marked * shape kept state: a restore with other values of them is refused.

        """);
  }

  private void surface() {
    page.append(
        """

        ## gain_surface.json

        The proportional gain over entropy ratio E and phase difference P, kp = b0 + bx E + by P + \
        bxy E P, limited to the range of `kp_curve`; without the file kp follows `kp_curve`. Written \
        by `lumenctl gains fit`, see [tuning](tuning.md). JSON, at most 1 MiB, no other keys.

        | key | accepted | meaning |
        |---|---|---|
        | `b0`, `bx`, `by`, `bxy` | numbers from -1e6 to 1e6, all four | The coefficients. |
        | `r2` | a number from -1 to 1 | Share of the variance of kp that the fit explains. |
        | `condition` | a number from 1 to 30 | Condition number of the fit. |
        | `n` | a whole number from 12 | Rows of the fit. |
        | `e_range`, `p_range` | `[least, most]`, 0 to 1 and 0 to 0.5 | Where the rows lie. |
        | `fitted_from` | a list of `{file, sha256, rows}` | What the fit was made from. |
        """);
  }

  private void file(ConfigFile file) {
    page.append("## ").append(file.fileName()).append("\n\n");
    page.append(file.purpose()).append("\n\n");
    if (file.isList()) {
      page.append(RuleGuide.LIST);
    }
    page.append(HEAD);
    section("", file.section());
    page.append('\n');
    if (file == ConfigFile.SENSORS) {
      streams(file.section());
      patterns();
    }
    if (file == ConfigFile.RISK_MAP) {
      page.append(RuleGuide.conditions());
    }
    rules(file);
  }

  private void section(String path, Section section) {
    for (Key key : section.keys()) {
      String at = path + key.name();
      if (key.shape() instanceof Section inner) {
        row(at, key, "", "");
        section(at + '.', inner);
      } else if (key.shape() instanceof Members members) {
        row(at, key, "names", "none");
        section(at + ".NAME.", members.member());
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
    if (key.standard() instanceof Key.FromFusion from) {
      return "`" + from.path() + "` of fusion.yaml";
    }
    return key.standard() instanceof Key.Unset unset ? unset.instead() : "must be given";
  }

  private void streams(Section section) {
    for (Key key : section.keys()) {
      if (!(key.shape() instanceof Variants variants)) {
        continue;
      }
      for (Variant variant : variants.variants()) {
        page.append("### streams of type ").append(variant.type()).append("\n\n");
        page.append(variant.meaning()).append("\n\n").append(HEAD);
        section("", variant.section());
        page.append('\n');
      }
    }
  }

  private void patterns() {
    page.append(
        """
        ### Key patterns

        | pattern | matches |
        |---|---|
        | `*` | any number of any characters, `/` and `.` included |
        | `?` | one character |
        | `[abc]` `[a-z]` `[!a]` | one of these characters, one of the range, one that is none of them |
        | `{left,right}` | one of these patterns |
        | `[0]` `[*]` | the index of an array element, any index (`acc[0]`, `acc[*]`); `[0]` also matches the digit 0 |
        | `\\x` | the character x itself |

        A pattern also matches the key it is equal to. The whole key must match. In YAML, a pattern \
        that begins with `*`, `{` or `[` needs quotes; in single quotes a backslash stands for itself.

        """);
  }

  private void rules(ConfigFile file) {
    page.append("### Rules of ").append(file.fileName()).append("\n\n");
    if (file == ConfigFile.SENSORS) {
      InputRules.SENTENCES.forEach(sentence -> page.append("- ").append(sentence).append('\n'));
    }
    EvidenceFiles.sentences(file)
        .forEach(sentence -> page.append("- ").append(sentence).append('\n'));
    for (Rule rule : Rules.ALL) {
      if (rule.file() == file) {
        String keys = String.join("`, `", rule.keys());
        page.append("- ")
            .append(rule.severity() == Severity.WARNING ? "(warning) " : "")
            .append("`")
            .append(keys)
            .append("`: ")
            .append(rule.statement())
            .append(".\n");
      }
    }
    page.append(file == ConfigFile.QUOTE_RULES ? "" : "\n");
  }
}
