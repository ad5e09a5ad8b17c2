package lumen.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import lumen.settings.ConfigValues.Origin;
import lumen.settings.ConfigValues.Setting;
import lumen.settings.Key.FromFile;
import lumen.settings.Shape.Members;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Sections;
import lumen.settings.Shape.Variant;
import lumen.settings.Shape.Variants;
import lumen.settings.YamlNode.Entry;
import lumen.settings.YamlNode.Mapping;
import lumen.settings.YamlNode.Mark;
import lumen.settings.YamlNode.Scalar;
import lumen.settings.YamlNode.Sequence;

/**
 * Holds a YAML document against the key catalogue: every key of the catalogue gets its effective
 * value, everything else becomes a finding. A key with a finding keeps its default, so that the
 * rest can be checked as well.
 */
final class SectionReader {
  private static final int MAX_LIST = 10_000;

  private final ConfigValues values;
  private final Findings findings;
  private final Function<FromFile, Setting> standards;
  private final ValueReader scalars;

  /**
   * Creates a reader.
   *
   * @param standards the settings of other files, for keys that take theirs from there
   */
  SectionReader(CatalogueFile file, Findings findings, Function<FromFile, Setting> standards) {
    this.values = new ConfigValues(file);
    this.findings = findings;
    this.standards = standards;
    this.scalars = new ValueReader(findings);
  }

  ConfigValues read(Optional<YamlNode> root) {
    Optional<Listing> listing = values.file().listing();
    if (listing.isPresent()) {
      root.ifPresent(node -> list(listing.get(), node));
    } else {
      section("", values.file().section(), root.orElse(null));
    }
    return values;
  }

  private void list(Listing listing, YamlNode root) {
    if (!(root instanceof Sequence sequence)) {
      String accepted = "must be a list of " + listing.elements();
      findings.error(root.mark(), "", accepted + ", is " + root.described());
      return;
    }
    for (int i = 0; i < sequence.elements().size(); i++) {
      YamlNode element = sequence.elements().get(i);
      String path = "[" + i + "]";
      if (i == listing.most()) {
        String most = "must be at most " + listing.most() + ' ' + listing.elements();
        findings.error(element.mark(), path, most);
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

  private void section(String path, Section section, YamlNode node) {
    Mapping mapping = mapping(path, section, node);
    Set<String> given = new HashSet<>();
    for (Entry entry : mapping == null ? List.<Entry>of() : mapping.entries()) {
      String name = entry.key().text();
      given.add(name);
      if (!section.names().contains(name)) {
        findings.error(
            entry.key().mark(),
            KeyPath.join(path, name),
            Suggestion.unknown(values.file(), section, name));
      }
    }
    for (Key key : section.keys()) {
      YamlNode value = given.contains(key.name()) ? value(mapping, key.name()) : null;
      if (value == null && key.standard() instanceof Key.Required && mapping != null) {
        findings.error(
            mapping.mark(),
            KeyPath.join(path, key.name()),
            "must be given: " + key.shape().accepted() + ", is missing");
      }
      key(KeyPath.join(path, key.name()), key, value);
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
    } else if (key.shape() instanceof Sections list) {
      sections(path, list, node);
    } else if (key.shape() instanceof Variants variants) {
      variants(path, variants, node);
    } else {
      value(path, key, node);
    }
  }

  private void value(String path, Key key, YamlNode node) {
    if (node instanceof Scalar scalar && scalar.empty() && key.shape() instanceof Shape.OrNull) {
      values.put(new Setting(path, key, null, new Origin(values.file(), node.mark())));
      return;
    }
    if (node != null) {
      Optional<Object> value = scalars.read(path, key.shape(), node);
      if (value.isPresent()) {
        values.put(new Setting(path, key, value.get(), new Origin(values.file(), node.mark())));
        return;
      }
    }
    if (key.standard() instanceof FromFile from) {
      Setting inherited = standards.apply(from);
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
      String member = KeyPath.join(path, name);
      if (!members.names().has(name)) {
        findings.error(
            entry.key().mark(),
            path,
            "must have names that are " + members.names().accepted() + ", has " + name);
        continue;
      }
      values.putMember(path, name, entry.key().mark());
      section(member, members.member(), entry.value());
    }
  }

  /** The elements of a list; none if it is left out, empty, or something else (a finding). */
  private List<YamlNode> elements(String path, Shape shape, YamlNode node) {
    if (node == null || (node instanceof Scalar scalar && scalar.empty())) {
      return List.of();
    }
    if (node instanceof Sequence sequence && sequence.elements().size() <= MAX_LIST) {
      return sequence.elements();
    }
    findings.error(node.mark(), path, "must be " + shape.accepted() + ", is " + node.described());
    return List.of();
  }

  private void sections(String path, Sections list, YamlNode node) {
    List<YamlNode> elements = elements(path, list, node);
    for (int i = 0; i < elements.size(); i++) {
      YamlNode element = elements.get(i);
      String at = path + '[' + i + ']';
      if (element instanceof Mapping mapping) {
        values.putMember(path, at);
        section(at, list.element(), mapping);
      } else {
        findings.error(
            element.mark(),
            at,
            "must be " + list.element().accepted() + ", is " + element.described());
      }
    }
  }

  private void variants(String path, Variants variants, YamlNode node) {
    List<YamlNode> elements = elements(path, variants, node);
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
