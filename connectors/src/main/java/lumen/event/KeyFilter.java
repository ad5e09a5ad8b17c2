package lumen.event;

import java.io.Serializable;

/** Which channels of a source are selected. */
@FunctionalInterface
public interface KeyFilter extends Serializable {
  /** Selects every channel. */
  KeyFilter ALL = key -> true;

  /** Whether the channel key (with its [i] or .field) is selected. */
  boolean selects(String channelKey);
}
