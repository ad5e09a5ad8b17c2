package lumen.event;

import java.io.Serializable;
import java.util.List;

/**
 * How the events of one source are written, and which group they are of.
 *
 * @param textNumbers whether a text that is wholly a number is one
 * @param tenant the group of all its events; empty: what they say themselves
 * @param tenantFrom fields of an event's {@code meta} whose values, joined by {@code /}, are its
 *     group; empty: none
 */
public record SourceForm(boolean textNumbers, String tenant, List<String> tenantFrom)
    implements Serializable {
  /** Texts are facts, and events say which group they are of. */
  public static final SourceForm PLAIN = new SourceForm(false, "", List.of());

  /** Copies the list. */
  public SourceForm {
    tenantFrom = List.copyOf(tenantFrom);
  }
}
