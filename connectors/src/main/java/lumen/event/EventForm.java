package lumen.event;

import java.io.Serializable;
import java.util.List;

/**
 * How the events of a stream are written.
 *
 * @param stream what holds for its lines
 * @param sources what holds for its event sources
 */
public record EventForm(StreamForm stream, Sources sources) {
  /** Every event tells everything itself. */
  public static final EventForm PLAIN = new EventForm(StreamForm.PLAIN, Sources.PLAIN);

  /** What holds for event sources. */
  public interface Sources extends Serializable {
    /** Nothing holds for any. */
    Sources PLAIN =
        new Sources() {
          private static final long serialVersionUID = 1L;

          @Override
          public SourceForm of(String source) {
            return SourceForm.PLAIN;
          }

          @Override
          public List<String> fields() {
            return List.of();
          }
        };

    /** What holds for an event source. */
    SourceForm of(String source);

    /** Every field of {@code meta} that may say of which group an event is. */
    List<String> fields();
  }

  /** Whether nothing holds but what events say themselves. */
  boolean isPlain() {
    return stream.equals(StreamForm.PLAIN) && sources == Sources.PLAIN;
  }
}
