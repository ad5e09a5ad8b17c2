package lumen.release.manifest;

import java.time.Duration;
import lumen.watch.gate.Gate;
import lumen.watch.gate.Gates;

/**
 * Gates as Argo Rollouts asks for them: an AnalysisTemplate each, and the run of one of them. A
 * stream job has no traffic weights, so there is no Rollout: a run is made after an upgrade, and
 * {@code shadow} takes the place of the share of a canary.
 *
 * <p>A gate of at most an hour is watched for as long as it looks back, every 30 s, so that what
 * opened it was of the new version alone; a longer one looks back itself and is asked once. No data
 * is a failure: {@code gate:ok} is 0 then, and an answer without a sample fails too.
 */
public final class AnalysisManifest {
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration WATCHED = Duration.ofHours(1);
  private static final String RUN_OF = "canary";

  private static final String HEAD =
      """
      # Made from configs/gates.yaml; a test compares the two (mvn -pl jobs/release -am test -Dlumen.regenerate=true).
      # gate:ok is 1 while every tenant that has a bridge holds every condition, and 0 without data.
      """;

  private static final String METRIC =
      """
        args:
        - {name: prometheus, value: "http://prometheus-operated.monitoring:9090"}
        metrics:
        - name: gate
          interval: 30s
          count: %d
          failureLimit: 0
          consecutiveErrorLimit: 2
          successCondition: len(result) == 1 && result[0] == 1
          provider:
            prometheus:
              address: "{{args.prometheus}}"
              query: gate:ok{gate="%s"}
      """;

  private AnalysisManifest() {}

  /** The text of {@code analysis-template.yaml}. */
  public static String yaml(Gates gates) {
    StringBuilder text = new StringBuilder(HEAD);
    for (Gate gate : gates.gates().values()) {
      text.append("# ").append(gate.name()).append(": ").append(gate.about()).append('\n');
      head(text, "AnalysisTemplate", "name: lumen-gate-" + gate.name());
      metric(text, gate);
      text.append("---\n");
    }
    Gate run = gates.gates().get(RUN_OF);
    text.append("# After an upgrade, by hand: kubectl create -f, then kubectl get analysisrun.\n");
    head(text, "AnalysisRun", "generateName: lumen-gate-" + run.name() + "-");
    metric(text, run);
    return text.toString();
  }

  private static void head(StringBuilder text, String kind, String name) {
    text.append("apiVersion: argoproj.io/v1alpha1\nkind: ").append(kind).append("\nmetadata:\n  ");
    text.append(name).append("\n  namespace: lumen\n");
    text.append("  labels: {app.kubernetes.io/part-of: lumen}\nspec:\n");
  }

  private static void metric(StringBuilder text, Gate gate) {
    text.append(METRIC.formatted(times(gate.window()), gate.name()));
  }

  /** How often it is asked for. */
  private static long times(Duration window) {
    return window.compareTo(WATCHED) <= 0 ? Math.max(1, window.dividedBy(EVERY)) : 1;
  }
}
