package lumen.event;

import java.io.Serializable;

/**
 * How the lines of a stream are written: what holds for events that do not tell it themselves.
 *
 * @param source event source of an event that carries none; empty: such an event is rejected
 * @param key channel key, likewise
 * @param tenant group of an event that names none; empty: the default one
 * @param time how times are written
 */
public record StreamForm(String source, String key, String tenant, TimeForm time)
    implements Serializable {
  /** Every event tells everything itself. */
  public static final StreamForm PLAIN = new StreamForm("", "", "", TimeForm.ANY);
}
