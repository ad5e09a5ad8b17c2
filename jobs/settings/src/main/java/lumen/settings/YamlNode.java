package lumen.settings;

import java.util.List;

/** A value of a YAML document and where it begins. */
public sealed interface YamlNode {
  /** Where it begins. */
  Mark mark();

  /** What it is, to follow the word "is". */
  String described();

  /** Line and column, from 1. */
  record Mark(int line, int column) {}

  /** A text as written; {@code plain} if without quotes and not a block. */
  record Scalar(Mark mark, String text, boolean plain) implements YamlNode {
    /** Whether it stands for nothing. */
    public boolean empty() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String described() {
      if (empty()) {
        return "empty";
      }
      String shown = text.length() > 60 ? text.substring(0, 57) + "..." : text;
      String oneLine = shown.replace("\n", "\\n").replace("\t", "\\t");
      return plain && Numbers.parse(text).isPresent() ? oneLine : '"' + oneLine + '"';
    }
  }

  /** A list. */
  record Sequence(Mark mark, List<YamlNode> elements) implements YamlNode {
    @Override
    public String described() {
      return "a list";
    }
  }

  /** Keys and values in the order of the file; no key stands twice. */
  record Mapping(Mark mark, List<Entry> entries) implements YamlNode {
    @Override
    public String described() {
      return "a section";
    }
  }

  /** One key of a mapping. */
  record Entry(Scalar key, YamlNode value) {}
}
