package lumen.ctl.control;

import java.io.IOException;
import lumen.event.CommandText;

/** Where commands go. */
interface Delivery {
  /**
   * Hands a command on.
   *
   * @return the command as it was taken, with the time when it takes effect
   */
  CommandText deliver(CommandText command) throws IOException;

  /** What became of it then, in a word. */
  String verb();
}
