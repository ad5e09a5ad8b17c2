package lumen.ctl.drill.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lumen.cluster.ClusterStatus;
import lumen.cluster.ProcessSignal;
import lumen.cluster.SessionCluster;
import lumen.ctl.LumenctlRun;
import lumen.ctl.chaos.DiskBallast;
import lumen.ctl.relay.RelayCounts;
import lumen.ctl.relay.RelayFault;
import lumen.fixtures.CommandRun;
import lumen.watch.rules.RuleFile;

/** The steps of the drill, one method each. */
final class DrillSteps {
  private static final RelayFault ALL_LOST = new RelayFault(RelayFault.Kind.LOSS, 1);
  private static final int MALFORMED = 2_000;
  private static final long MOST_BALLAST = 1L << 30;

  /** Of two gates that look at the same minute: four samples of one, each frame of the other. */
  private static final double MOST_APART = 0.1;

  /** So many looks, one a second, do not find an alert that is there only by chance. */
  private static final int AWAY_LOOKS = 3;

  /** It is heard once a minute. */
  private static final double NO_BEAT_S = 65;

  /** Prometheus sends what fires once a minute; then evaluation and group_wait. */
  private static final double RESENT_S = 75;

  private final DrillStage stage;
  private final SessionCluster cluster;
  private final Optional<Path> disk;

  DrillSteps(DrillStage stage, Optional<Path> disk) {
    this.stage = stage;
    this.cluster = stage.cluster.cluster();
    this.disk = disk;
  }

  private static boolean standsStill(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "stat")).contains(") T ");
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isGone(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
  }

  /** 1: nothing is wrong, and nobody is told anything. */
  void healthy(DrillStep step) throws Exception {
    step.injected(true);
    for (int second = 0; second < 90; second += 10) {
      step.pause(10);
      step.holds(stage.status("/readyz") == 200, "readyz was not 200");
      stage.firing().forEach(one -> step.holds(false, "fires: " + one.labels().get("alertname")));
    }
    CommandRun smoke =
        LumenctlRun.of(
            "smoke",
            "--rest",
            "http://127.0.0.1:" + stage.cluster.port(),
            "--fusion",
            "http://127.0.0.1:" + stage.ports.fusion(),
            "--bridge",
            "http://127.0.0.1:" + stage.ports.bridge(),
            "--jobmanager",
            "http://127.0.0.1:" + stage.ports.jobManager(),
            "--prometheus",
            "http://127.0.0.1:" + stage.prometheusPort);
    step.holds(smoke.exitCode() == 0, "smoke exits with " + smoke.exitCode() + ": " + smoke.out());
    CommandRun gate =
        LumenctlRun.of(
            "gate", "canary", "--prometheus", "http://127.0.0.1:" + stage.prometheusPort);
    step.holds(
        gate.exitCode() == 1 && gate.out().contains("no_data"),
        "gate canary must be closed with no_data: " + gate.out());
    double[] ratios = new SteadyGate(stage).bothValues();
    step.holds(
        Math.abs(ratios[0] - ratios[1]) <= MOST_APART * ratios[0],
        "q/r of the frames is %.4f, of Prometheus %.4f".formatted(ratios[0], ratios[1]));
    System.out.printf("q/r of the frames %.4f, of Prometheus %.4f%n", ratios[0], ratios[1]);
  }

  /**
   * 2: the reference engine refuses for 130 s, and the TaskManager is killed within.
   *
   * @param meanwhile what is done until the kill; takes no more than 80 s
   * @param behind what is done until the end of the alert is told
   */
  void engineRefuses(DrillStep step, List<Runnable> meanwhile, List<Runnable> behind)
      throws Exception {
    step.expects("FusionFailover", "FusionStreamLoss");
    RelayCounts before = stage.engineRelay.counts();
    if (!stage.has(Sabotage.RELAY_OFF)) {
      stage.engineRelay.begin(ALL_LOST);
    }
    step.await(() -> stage.engineRelay.counts().since(before).lost() > 0, 10);
    step.injected(stage.engineRelay.counts().since(before).lost() > 0);
    try {
      meanwhile.forEach(Runnable::run);
      step.detected("FusionFailover", 90);
      step.holds(stage.figures().most("fusion_mode") == 2, "frames are not of the sensors alone");
      step.pause(100 - step.sinceInjected());
      diesWhileItRefuses(step);
    } finally {
      stage.engineRelay.end();
    }
    long back = System.nanoTime();
    long backS = (long) DrillStep.now();
    behind.forEach(Runnable::run);
    if (step.hasFailed()) {
      step.await(() -> !stage.fires("FusionFailover"), 90);
      firesOn(step, Double.NaN, backS);
      return;
    }
    step.await(() -> !Double.isNaN(over(step, back)), 180 - (System.nanoTime() - back) / 1e9);
    step.timed("resolved", over(step, back), 150);
    firesOn(step, over(step, back), backS);
    step.calm(120);
  }

  /** Its end is that of the shipped rule: some time behind its cause, and the only one. */
  private void firesOn(DrillStep step, double told, long backS) throws IOException {
    RuleFile.Rule rule = KeptAlert.shipped("FusionFailover");
    long promised = KeptAlert.promised(rule);
    KeptAlert found =
        KeptAlert.of(stage.asked(), rule, (long) step.injectedAt(), (long) DrillStep.now());
    step.measured(
        new DrillRow.Measured(
            "fires on", found.kept(backS), promised - KeptAlert.lookS(), "s", true));
    step.holds(found.gaps() == 0, "FusionFailover did not fire for %d s".formatted(found.gaps()));
    step.holds(
        !(told < promised), "FusionFailover was told to be over after %.1f s".formatted(told));
  }

  /** The alert goes on firing all the while, though its series are away for seconds. */
  private void diesWhileItRefuses(DrillStep step) throws Exception {
    long pid = cluster.taskManagerPid();
    double killed = DrillStep.now();
    cluster.killTaskManager();
    step.await(() -> isGone(pid), 5);
    step.frame(killed, 15);
    int away = 0;
    while (step.sinceInjected() < 130) {
      step.pause(1);
      away = stage.fires("FusionFailover") ? 0 : away + 1;
      step.holds(away != AWAY_LOOKS, "FusionFailover was over while the engine refused");
    }
    step.holds(
        step.made().stream().noneMatch(one -> one.firing() && one.severity().equals("critical")),
        "a critical alert was delivered");
    step.holds(
        Double.isNaN(over(step, step.injectedNanos())),
        "FusionFailover was told to be over while the engine refused");
  }

  private double over(DrillStep step, long since) {
    return stage.alerts.resolved("FusionFailover", since, step.injectedAt());
  }

  /** 3: the sensors are silent for 50 s. */
  void sensorsSilent(DrillStep step) throws Exception {
    step.expects("FusionStreamLoss", "FusionFailover", "EntropySpike", "BridgeSyncQualityLow");
    RelayCounts before = stage.sensors.counts();
    stage.sensors.begin(ALL_LOST);
    try {
      step.await(() -> stage.sensors.counts().since(before).lost() > 0, 10);
      step.injected(stage.sensors.counts().since(before).lost() > 0);
      step.detected("FusionStreamLoss", 45);
      step.pause(50 - step.sinceInjected());
    } finally {
      stage.sensors.end();
    }
    List<HeardAlerts.Heard> losses =
        step.made().stream().filter(one -> one.name().equals("FusionStreamLoss")).toList();
    step.holds(
        losses.stream().allMatch(one -> "rig".equals(one.labels().get("source"))),
        "another source than rig was named: " + losses);
    step.fused(120);
  }

  /** 4: packets that are no OSC. */
  void malformed(DrillStep step) throws Exception {
    step.expects("RejectsHigh");
    RelayCounts handed = stage.sensors.counts();
    double before = stage.figures().sum("fusion_rejected_total");
    stage.stage.malformed(MALFORMED);
    step.injected(stage.sensors.counts().since(handed).sent() >= MALFORMED);
    step.detected("RejectsHigh", 20);
    step.await(() -> stage.figures().sum("fusion_rejected_total") - before >= MALFORMED, 15);
    double rejected = stage.figures().sum("fusion_rejected_total") - before;
    step.holds(rejected == MALFORMED, "%d were sent, %.0f rejected".formatted(MALFORMED, rejected));
    step.fused(120);
  }

  /** 5: the TaskManager stands still, and nobody wakes it. */
  void taskManagerHangs(DrillStep step) throws Exception {
    // The JobManager starts the job again and again until it gives the old process up.
    step.expects("LumenScrapeDown", "JobNotReady", "FusionStreamLoss", "JobLost", "JobRestarting");
    long pid = cluster.taskManagerPid();
    ProcessSignal.stop(pid);
    step.injected(standsStill(pid));
    double at = step.injectedAt();
    try {
      step.frame(at, 40);
      step.holds(cluster.taskManagerPid() != pid, "it was not replaced");
      step.holds(isGone(pid), "the old process is still there");
    } finally {
      if (!isGone(pid)) {
        ProcessSignal.goOn(pid);
      }
    }
    step.fused(120);
  }

  /** 6: a machine that stands still for 60 s. */
  void machineStandsStill(DrillStep step) throws Exception {
    // A checkpoint that was under way fails with the TaskManager, and none is complete for 30 s.
    step.expects(
        "LumenScrapeDown",
        "JobNotReady",
        "FusionStreamLoss",
        "JobLost",
        "CheckpointFailing",
        "JobRestarting");
    long taskManager = cluster.taskManagerPid();
    long supervisor =
        ClusterStatus.of(cluster).processes().stream()
            .filter(line -> line.role().equals("Supervisor"))
            .findFirst()
            .orElseThrow()
            .pid();
    ProcessSignal.stop(supervisor);
    ProcessSignal.stop(taskManager);
    try {
      step.injected(standsStill(supervisor) && standsStill(taskManager));
      step.detected("LumenScrapeDown", 40);
      step.pause(60 - step.sinceInjected());
    } finally {
      ProcessSignal.goOn(taskManager);
      ProcessSignal.goOn(supervisor);
    }
    step.frame(DrillStep.now(), 40);
    step.holds(
        step.made().stream()
            .noneMatch(one -> one.firing() && "tenant".equals(one.labels().get("scope"))),
        "an alert of a tenant was delivered");
    step.fused(120);
  }

  /** 7: the JobManager dies. */
  void jobManagerDies(DrillStep step) throws Exception {
    step.expects("LumenScrapeDown", "JobNotReady", "JobLost", "FusionStreamLoss");
    long pid = cluster.jobManagerPid();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    step.await(() -> isGone(pid), 5);
    step.injected(isGone(pid));
    step.frame(step.injectedAt(), 30);
    step.holds(ClusterStatus.of(cluster).resubmissions() > 0, "the job was not started again");
    step.fused(120);
  }

  /** 8: the disk of the checkpoints is full. */
  void diskIsFull(DrillStep step) throws Exception {
    step.expects("CheckpointFailing");
    if (disk.isEmpty()) {
      step.holds(false, "no small disk is mounted (scripts/drill does)");
      return;
    }
    String id =
        cluster.rest().jobs().stream().filter(job -> !job.ended()).findFirst().orElseThrow().id();
    int failures = cluster.rest().failures(id).size();
    try (DiskBallast ballast = DiskBallast.fill(disk.get(), MOST_BALLAST)) {
      step.injected(ballast.full());
      step.detected("CheckpointFailing", 60);
      step.pause(65 - step.sinceInjected());
      step.holds(DrillStep.now() - stage.frameAt() < 30, "frames have stopped");
    }
    long newest = cluster.rest().checkpoints(id).latest().map(latest -> latest.id()).orElse(0L);
    long released = System.nanoTime();
    step.await(
        () ->
            cluster.rest().checkpoints(id).latest().map(latest -> latest.id()).orElse(0L) > newest,
        60);
    step.timed("checkpoint", (System.nanoTime() - released) / 1e9, 30);
    step.holds(cluster.rest().failures(id).size() == failures, "the job was started anew");
    step.fused(120);
  }

  /**
   * 9: Alertmanager is away, and something happens meanwhile.
   *
   * @param meanwhile what is done before its heartbeat is missed
   */
  void alertmanagerDies(DrillStep step, Runnable meanwhile) throws Exception {
    step.expects("RejectsHigh");
    stage.killAlertmanager();
    try {
      step.injected(!stage.alertmanagerLives());
      meanwhile.run();
      // What was done before and meanwhile may have lost the job; that silences what inputs tell.
      step.holds(step.await(() -> !jobIsLost(), 120), "JobLost or LumenScrapeDown is not over");
      stage.stage.malformed(MALFORMED);
      step.await(() -> stage.fires("RejectsHigh"), 30);
      step.await(() -> stage.alerts.sinceBeat() > NO_BEAT_S, 100);
      step.timed("no heartbeat", step.sinceInjected(), 90);
      step.pause(40 - step.sinceInjected());
    } finally {
      stage.startAlertmanager();
    }
    long back = System.nanoTime();
    step.await(
        () -> !Double.isNaN(stage.alerts.firing("RejectsHigh", back, step.injectedAt())), 90);
    double delivered = stage.alerts.firing("RejectsHigh", back, step.injectedAt());
    step.timed("delivered after it is back", delivered, RESENT_S);
    step.holds(!Double.isNaN(delivered), "not delivered while these fired: " + stage.firing());
    step.calm(120);
  }

  private boolean jobIsLost() {
    return stage.knows("JobLost") || stage.knows("LumenScrapeDown");
  }
}
