package lumen.settings;

import java.util.List;

/**
 * What the reference page says of a file beside its keys and the rules between them.
 *
 * @param preface paragraphs before the keys, in Markdown
 * @param chapters chapters behind the keys, in Markdown
 * @param sentences what else must hold, a sentence each
 */
public record ReferenceNotes(String preface, String chapters, List<String> sentences) {
  /** Nothing. */
  public static final ReferenceNotes NONE = new ReferenceNotes("", "", List.of());

  /** Copies the list. */
  public ReferenceNotes {
    sentences = List.copyOf(sentences);
  }
}
