package lumen.signal.trespass;

import org.apache.flink.api.common.JobID;

/** Reaches for Flink from the mathematics. */
public final class KnowsFlink {
  JobID job() {
    return JobID.generate();
  }
}
