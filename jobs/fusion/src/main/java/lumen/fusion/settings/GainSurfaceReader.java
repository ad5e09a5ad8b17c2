package lumen.fusion.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.settings.ConfigReading;
import lumen.settings.Explanation.Row;
import lumen.settings.Findings;
import lumen.settings.JsonReader;
import lumen.settings.KeyPath;
import lumen.settings.Numbers;
import lumen.settings.Shape;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Whole;
import lumen.settings.TextForm;
import lumen.settings.ValueReader;
import lumen.settings.YamlNode;
import lumen.settings.YamlNode.Entry;
import lumen.settings.YamlNode.Mapping;
import lumen.settings.YamlNode.Mark;
import lumen.settings.YamlNode.Sequence;
import lumen.signal.gain.GainSurface;
import lumen.signal.gain.GainSurfaceFit;

/**
 * Holds {@code gain_surface.json} against what it may hold. The four coefficients must be there;
 * what tells of the fit may be left out, but not be wrong.
 */
final class GainSurfaceReader {
  private static final List<String> COEFFICIENTS = List.of("b0", "bx", "by", "bxy");
  private static final List<String> OF_THE_FIT =
      List.of("r2", "condition", "n", "e_range", "p_range", "fitted_from");
  private static final List<String> OF_A_FILE = List.of("file", "sha256", "rows");
  private static final Real COEFFICIENT = Real.from(-1e6).to(1e6);
  private static final Whole ROWS = Whole.of(0, 1_000_000_000);
  private static final int MOST_FILES = 1_000;

  private final Findings findings;
  private final ValueReader values;

  private GainSurfaceReader(Findings findings) {
    this.findings = findings;
    this.values = new ValueReader(findings);
  }

  /** Reads the file of a folder, if it holds one; what is wrong becomes a finding. */
  static GainSurfaceFile read(ConfigReading reading) {
    Findings findings = reading.findings(GainSurfaceFile.FILE);
    return reading
        .text(GainSurfaceFile.FILE)
        .flatMap(text -> JsonReader.read(text, findings))
        .flatMap(root -> new GainSurfaceReader(findings).surface(root))
        .orElse(GainSurfaceFile.NONE);
  }

  private Optional<GainSurfaceFile> surface(YamlNode root) {
    List<String> known = new ArrayList<>(COEFFICIENTS);
    known.addAll(OF_THE_FIT);
    Map<String, YamlNode> given = section("", root, known, COEFFICIENTS);
    List<Row> rows = new ArrayList<>();
    double[] b = new double[COEFFICIENTS.size()];
    for (int i = 0; i < b.length; i++) {
      String name = COEFFICIENTS.get(i);
      YamlNode node = given.get(name);
      Optional<Object> value =
          node == null ? Optional.empty() : values.read(name, COEFFICIENT, node);
      if (value.isPresent()) {
        b[i] = (Double) value.get();
        String origin = GainSurfaceFile.NAME + ':' + node.mark().line();
        String unit = i < 2 ? "Hz/cycle" : "Hz/cycle^2";
        rows.add(new Row(GainSurfaceFile.NAME, name, Numbers.text(b[i]), unit, origin));
      }
    }
    fit(given);
    return rows.size() == b.length
        ? Optional.of(new GainSurfaceFile(new GainSurface(b[0], b[1], b[2], b[3]), rows))
        : Optional.empty();
  }

  private void fit(Map<String, YamlNode> given) {
    number(given, "r2", Real.from(-1).to(1));
    number(given, "condition", Real.from(1).to(GainSurfaceFit.WORST_CONDITION));
    number(given, "n", Whole.of(GainSurfaceFit.FEWEST_ROWS, 1_000_000_000));
    range(given, "e_range", Real.from(0).to(1));
    range(given, "p_range", Real.from(0).to(0.5));
    Optional.ofNullable(given.get("fitted_from")).ifPresent(this::files);
  }

  private void number(Map<String, YamlNode> given, String key, Shape shape) {
    Optional.ofNullable(given.get(key)).ifPresent(node -> values.read(key, shape, node));
  }

  private void range(Map<String, YamlNode> given, String key, Real bounds) {
    YamlNode node = given.get(key);
    if (node == null) {
      return;
    }
    if (!(node instanceof Sequence list) || list.elements().size() != 2) {
      findings.error(node.mark(), key, "must be a list [least, most], is " + node.described());
      return;
    }
    Optional<Object> least = values.read(key + "[0]", bounds, list.elements().get(0));
    Optional<Object> most = values.read(key + "[1]", bounds, list.elements().get(1));
    if (least.isPresent() && most.isPresent() && (Double) least.get() > (Double) most.get()) {
      findings.error(node.mark(), key, "must be a list [least, most], is the other way round");
    }
  }

  private void files(YamlNode node) {
    if (!(node instanceof Sequence list) || list.elements().size() > MOST_FILES) {
      String rule = "must be a list of at most " + MOST_FILES + " files, is ";
      findings.error(node.mark(), "fitted_from", rule + node.described());
      return;
    }
    for (int i = 0; i < list.elements().size(); i++) {
      String path = "fitted_from[" + i + ']';
      Map<String, YamlNode> file = section(path, list.elements().get(i), OF_A_FILE, OF_A_FILE);
      if (file.size() == OF_A_FILE.size()) {
        values.read(path + ".file", new Shape.Text(TextForm.FILE), file.get("file"));
        values.read(path + ".sha256", new Shape.Text(TextForm.SHA256), file.get("sha256"));
        values.read(path + ".rows", ROWS, file.get("rows"));
      }
    }
  }

  private Map<String, YamlNode> section(
      String path, YamlNode node, List<String> known, List<String> required) {
    Map<String, YamlNode> given = new HashMap<>();
    String keys = "a section with the keys " + String.join(", ", known);
    if (!(node instanceof Mapping mapping)) {
      findings.error(node.mark(), path, "must be " + keys + ", is " + node.described());
      return given;
    }
    for (Entry entry : mapping.entries()) {
      String name = entry.key().text();
      if (known.contains(name)) {
        given.put(name, entry.value());
      } else {
        findings.error(
            entry.key().mark(),
            KeyPath.join(path, name),
            "must be a known key, is \"" + name + "\"; known here: " + String.join(", ", known));
      }
    }
    for (String name : required) {
      if (!given.containsKey(name)) {
        Mark mark = mapping.mark();
        findings.error(mark, KeyPath.join(path, name), "must be given, is missing");
      }
    }
    return given;
  }
}
