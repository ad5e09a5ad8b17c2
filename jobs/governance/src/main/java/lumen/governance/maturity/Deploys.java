package lumen.governance.maturity;

import java.util.ArrayDeque;
import java.util.Deque;
import lumen.governance.figure.ServiceCalendar;
import lumen.governance.record.DeployResult;
import lumen.governance.record.ServiceLine.Deploy;

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
}
