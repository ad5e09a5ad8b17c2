package lumen.settings;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.settings.YamlNode.Entry;
import lumen.settings.YamlNode.Mapping;
import lumen.settings.YamlNode.Mark;
import lumen.settings.YamlNode.Scalar;
import lumen.settings.YamlNode.Sequence;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads one YAML document into {@link YamlNode}s from the parser's events.
 *
 * <p>Nothing is constructed from tags, and there are no anchors and aliases, so a file cannot grow
 * in memory beyond a small multiple of its size. Nesting is bounded. Duplicate keys are findings,
 * not overwritten.
 */
public final class YamlReader {
  /** The deepest nesting of a file. */
  static final int MAX_DEPTH = 16;

  private final Iterator<Event> events;
  private final Findings findings;

  private YamlReader(Iterator<Event> events, Findings findings) {
    this.events = events;
    this.findings = findings;
  }

  /** The document, or empty if the file holds none or is not YAML, which is a finding then. */
  public static Optional<YamlNode> read(String text, Findings findings) {
    Iterator<Event> events = new Yaml(new LoaderOptions()).parse(new StringReader(text)).iterator();
    try {
      return new YamlReader(events, findings).document();
    } catch (Refused e) {
      findings.error(e.mark, "", e.getMessage());
    } catch (MarkedYAMLException e) {
      org.yaml.snakeyaml.error.Mark mark = e.getProblemMark();
      findings.error(
          mark == null ? new Mark(1, 1) : mark(mark), "", "must be YAML: " + problem(e, text));
    } catch (ReaderException e) {
      findings.error(
          markAt(text, e.getPosition()),
          "",
          String.format("must be printable text, is the character U+%04X", e.getCodePoint()));
    } catch (YAMLException e) {
      findings.error(new Mark(1, 1), "", "must be YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<YamlNode> document() {
    events.next();
    Event start = events.next();
    if (start instanceof StreamEndEvent) {
      return Optional.empty();
    }
    YamlNode root = node(events.next(), "", 0);
    events.next();
    Event after = events.next();
    if (after instanceof DocumentStartEvent) {
      throw new Refused(after, "must hold one document, a second one begins here");
    }
    return root instanceof Scalar scalar && scalar.empty() ? Optional.empty() : Optional.of(root);
  }

  private YamlNode node(Event event, String path, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Refused(event, "must be nested at most " + MAX_DEPTH + " deep, is deeper");
    }
    if (event instanceof AliasEvent) {
      throw new Refused(event, "must be without aliases (*name): write the value out");
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw new Refused(event, "must be without anchors (&name): write the value out");
    }
    if (event instanceof ScalarEvent scalar) {
      checkTag(event, scalar.getTag());
      return new Scalar(
          mark(event), scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
    }
    if (event instanceof SequenceStartEvent sequence) {
      checkTag(event, sequence.getTag());
      return sequence(event, path, depth);
    }
    checkTag(event, ((MappingStartEvent) event).getTag());
    return mapping(event, path, depth);
  }

  private Sequence sequence(Event start, String path, int depth) {
    List<YamlNode> elements = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      elements.add(node(event, path + '[' + elements.size() + ']', depth + 1));
    }
    return new Sequence(mark(start), List.copyOf(elements));
  }

  private Mapping mapping(Event start, String path, int depth) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Mark> firsts = new HashMap<>();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      if (!(node(event, path, depth + 1) instanceof Scalar key)) {
        throw new Refused(event, "must be a key, is a list or section");
      }
      String keyPath = KeyPath.join(path, key.text());
      YamlNode value = node(events.next(), keyPath, depth + 1);
      Mark first = firsts.putIfAbsent(key.text(), key.mark());
      if (first == null) {
        entries.add(new Entry(key, value));
      } else {
        findings.error(key.mark(), keyPath, "must be given once, is also in line " + first.line());
      }
    }
    return new Mapping(mark(start), List.copyOf(entries));
  }

  private static void checkTag(Event event, String tag) {
    if (tag != null && !tag.equals("!")) {
      throw new Refused(event, "must be without tags, is tagged " + tag);
    }
  }

  private static String problem(MarkedYAMLException e, String text) {
    org.yaml.snakeyaml.error.Mark mark = e.getProblemMark();
    String line = mark == null ? "" : text.lines().skip(mark.getLine()).findFirst().orElse("");
    boolean tab = line.matches(" *\\t.*");
    return tab ? "a line is indented by a tab, indent by spaces" : e.getProblem();
  }

  private static Mark mark(Event event) {
    return mark(event.getStartMark());
  }

  private static Mark mark(org.yaml.snakeyaml.error.Mark mark) {
    return new Mark(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Mark markAt(String text, int position) {
    int line = 1;
    int start = 0;
    int end = Math.min(position, text.length());
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new Mark(line, end - start + 1);
  }

  /** YAML that is well formed but not accepted here. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Mark mark;

    Refused(Event event, String message) {
      super(message);
      this.mark = mark(event);
    }
  }
}
