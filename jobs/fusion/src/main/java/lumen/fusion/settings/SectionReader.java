package lumen.fusion.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import lumen.fusion.settings.ConfigValues.Origin;
import lumen.fusion.settings.ConfigValues.Setting;
import lumen.fusion.settings.Shape.Members;
import lumen.fusion.settings.Shape.Section;
import lumen.fusion.settings.Shape.Variant;
import lumen.fusion.settings.Shape.Variants;
import lumen.fusion.settings.YamlNode.Entry;
import lumen.fusion.settings.YamlNode.Mapping;
import lumen.fusion.settings.YamlNode.Mark;
import lumen.fusion.settings.YamlNode.Scalar;
import lumen.fusion.settings.YamlNode.Sequence;

/**
 * Holds a YAML document against the key catalogue: every key of the catalogue gets its effective
 * value, everything else becomes a finding. A key with a finding keeps its default, so that the
 * rest can be checked as well.
 */
final class SectionReader {
  private static final Pattern BARE_NAME = Pattern.compile("[A-Za-z0-9_/-]+");
  private static final int MAX_LIST = 10_000;

  private final ConfigValues values;
  private final Findings findings;
  private final Function<String, Setting> fusion;
  private final ValueReader scalars;

  /**
   * Creates a reader.
   *
   * @param fusion the settings of fusion.yaml by path, for keys that take theirs from there
   */
  SectionReader(ConfigFile file, Findings findings, Function<String, Setting> fusion) {
    this.values = new ConfigValues(file);
    this.findings = findings;
    this.fusion = fusion;
    this.scalars = new ValueReader(findings);
  }

  ConfigValues read(Optional<YamlNode> root) {
    if (values.file().isList()) {
      root.ifPresent(this::list);
    } else {
      read(values.file().section(), root.orElse(null));
    }
    return values;
  }

  /** Reads a document that is such a section. */
  ConfigValues read(Section section, YamlNode root) {
    section("", section, root);
    return values;
  }

  private void list(YamlNode root) {
    if (!(root instanceof Sequence sequence)) {
      findings.error(root.mark(), "", "must be a list of rules, is " + root.described());
      return;
    }
    for (int i = 0; i < sequence.elements().size(); i++) {
      YamlNode element = sequence.elements().get(i);
      String path = "[" + i + "]";
      if (i == RuleKeys.MAX_RULES) {
        findings.error(element.mark(), path, "must be at most " + RuleKeys.MAX_RULES + " rules");
        return;
      }
      if (element instanceof Mapping mapping) {
        values.putMember("", path);
        section(path, values.file().section(), mapping);
      } else {
        String accepted = values.file().section().accepted();
        findings.error(element.mark(), path, "must be " + accepted + ", is " + element.described());
      }
    }
  }

  /** How a name stands in a path: in quotes if it could be taken for several parts. */
  static String join(String path, String name) {
    String part = BARE_NAME.matcher(name).matches() ? name : '"' + name + '"';
    return path.isEmpty() ? part : path + '.' + part;
  }

  private void section(String path, Section section, YamlNode node) {
    Mapping mapping = mapping(path, section, node);
    Set<String> given = new HashSet<>();
    for (Entry entry : mapping == null ? List.<Entry>of() : mapping.entries()) {
      String name = entry.key().text();
      given.add(name);
      if (!section.names().contains(name)) {
        findings.error(
            entry.key().mark(), join(path, name), Suggestion.unknown(values.file(), section, name));
      }
    }
    for (Key key : section.keys()) {
      YamlNode value = given.contains(key.name()) ? value(mapping, key.name()) : null;
      if (value == null && key.standard() instanceof Key.Required && mapping != null) {
        findings.error(
            mapping.mark(),
            join(path, key.name()),
            "must be given: " + key.shape().accepted() + ", is missing");
      }
      key(join(path, key.name()), key, value);
    }
  }

  /** The node as a mapping; null if it is left out, empty, or something else (a finding). */
  private Mapping mapping(String path, Shape shape, YamlNode node) {
    if (node == null || (node instanceof Scalar scalar && scalar.empty())) {
      return null;
    }
    if (node instanceof Mapping mapping) {
      return mapping;
    }
    findings.error(node.mark(), path, "must be " + shape.accepted() + ", is " + node.described());
    return null;
  }

  private static YamlNode value(Mapping mapping, String name) {
    for (Entry entry : mapping.entries()) {
      if (entry.key().text().equals(name)) {
        return entry.value();
      }
    }
    return null;
  }

  private void key(String path, Key key, YamlNode node) {
    if (key.shape() instanceof Section section) {
      section(path, section, node);
    } else if (key.shape() instanceof Members members) {
      members(path, members, node);
    } else if (key.shape() instanceof Variants variants) {
      variants(path, variants, node);
    } else {
      value(path, key, node);
    }
  }

  private void value(String path, Key key, YamlNode node) {
    if (node != null) {
      Optional<Object> value = scalars.read(path, key.shape(), node);
      if (value.isPresent()) {
        values.put(new Setting(path, key, value.get(), new Origin(values.file(), node.mark())));
        return;
      }
    }
    if (key.standard() instanceof Key.FromFusion from) {
      Setting inherited = fusion.apply(from.path());
      values.put(new Setting(path, key, inherited.value(), inherited.origin()));
      return;
    }
    Object standard = key.standard() instanceof Key.Value value ? value.value() : null;
    values.put(new Setting(path, key, standard, Origin.STANDARD));
  }

  private void members(String path, Members members, YamlNode node) {
    Mapping mapping = mapping(path, members, node);
    if (mapping == null) {
      return;
    }
    for (Entry entry : mapping.entries()) {
      String name = entry.key().text();
      String member = join(path, name);
      if (!TextForm.NAME.has(name)) {
        findings.error(
            entry.key().mark(), path, "must have names that are " + TextForm.NAME.accepted());
        continue;
      }
      values.putMember(path, name);
      section(member, members.member(), entry.value());
    }
  }

  private void variants(String path, Variants variants, YamlNode node) {
    if (node == null || (node instanceof Scalar scalar && scalar.empty())) {
      return;
    }
    if (!(node instanceof Sequence sequence) || sequence.elements().size() > MAX_LIST) {
      findings.error(
          node.mark(), path, "must be " + variants.accepted() + ", is " + node.described());
      return;
    }
    List<YamlNode> elements = sequence.elements();
    for (int i = 0; i < elements.size(); i++) {
      variant(path, path + '[' + i + ']', variants, elements.get(i));
    }
  }

  private void variant(String list, String path, Variants variants, YamlNode node) {
    if (!(node instanceof Mapping mapping)) {
      findings.error(
          node.mark(), path, "must be a section with a name and a type, is " + node.described());
      return;
    }
    String selector = path + '.' + Variants.SELECTOR;
    YamlNode type = value(mapping, Variants.SELECTOR);
    Mark mark = type == null ? mapping.mark() : type.mark();
    String word = type instanceof Scalar scalar ? scalar.text() : "";
    for (Variant variant : variants.variants()) {
      if (variant.type().equals(word)) {
        values.putMember(list, path);
        section(path, variant.section(), mapping);
        return;
      }
    }
    List<String> types = new ArrayList<>(variants.types());
    findings.error(
        mark,
        selector,
        "must be one of "
            + String.join(", ", types)
            + ", is "
            + (type == null ? "missing" : type.described())
            + Suggestion.didYouMean(word, types));
  }
}
