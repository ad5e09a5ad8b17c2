package lumen.ctl.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Makes the files that people read of the parts that a job committed. */
public interface ResultFiles {
  /** The folder. */
  OutputFolder folder();

  /**
   * Merges the parts and writes the summary.
   *
   * @param seconds how long the job ran
   * @return the summary
   */
  ObjectNode write(double seconds) throws IOException;

  /** How far the results of a run that was cut off go, in a sentence. */
  String committed(ObjectNode summary) throws IOException;
}
