package lumen.governance.maturity;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import lumen.governance.figure.ServiceCalendar;
import lumen.governance.part.LinePart;
import lumen.governance.record.DeployResult;
import lumen.governance.record.ServiceLine.Deploy;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** The deployments of the last 30 days, and how they ended. */
public final class Deploys {
  private final Deque<Deploy> recent = new ArrayDeque<>();
  private boolean any;

  /** Takes a deployment. */
  public void add(Deploy deploy) {
    recent.add(deploy);
    any = true;
  }

  void forget(long now, int days) {
    while (!recent.isEmpty() && recent.peek().micros() <= now - days * ServiceCalendar.DAY) {
      recent.poll();
    }
  }

  private long count(DeployResult result) {
    return recent.stream().filter(deploy -> deploy.result() == result).count();
  }

  /** How many succeeded; NaN where no deployment was ever told. */
  double successes() {
    return any ? count(DeployResult.SUCCESS) : Double.NaN;
  }

  /** (failed + taken back)/(succeeded + failed): what was taken back had succeeded; NaN of none. */
  double failureRate() {
    long failed = count(DeployResult.FAILED);
    long tried = count(DeployResult.SUCCESS) + failed;
    return tried == 0 ? Double.NaN : (double) (failed + count(DeployResult.ROLLED_BACK)) / tried;
  }

  /** Writes all. */
  public void write(StateWriter out) throws IOException {
    out.writeBoolean(any);
    out.writeInt(recent.size());
    for (Deploy deploy : recent) {
      LinePart.write(deploy, out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public void read(String service, StateReader in) throws IOException {
    any = in.readBoolean();
    for (int n = in.readCount(Long.BYTES); n > 0; n--) {
      recent.add(LinePart.readDeploy(service, in));
    }
  }
}
