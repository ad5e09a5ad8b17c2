package lumen.fusion.settings;

import java.io.Serializable;
import lumen.event.EventLimits;
import lumen.event.StreamForm;
import lumen.event.TimeForm;

/**
 * How the times of a stream are written.
 *
 * @param format what {@code ts} is
 * @param zone whose wall clock a time without an offset is of; empty: it is rejected
 */
public record StreamTime(TimeForm.Format format, String zone) implements Serializable {

  /** How the lines of a stream are written, of its keys; the usual ones make no difference. */
  static StreamForm form(String source, String key, String tenant, StreamTime time) {
    String group = tenant.equals(EventLimits.DEFAULT_TENANT) ? "" : tenant;
    return new StreamForm(source, key, group, new TimeForm(time.format, time.zone));
  }
}
