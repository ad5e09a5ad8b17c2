package lumen.ctl.gateway;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import lumen.event.Position;
import lumen.overlay.plain.PlainLog;
import lumen.overlay.record.Decision;
import lumen.overlay.record.RouteAccount;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.Verdict;
import lumen.overlay.settings.OverlaySettings;
import lumen.overlay.tenant.RouteOutputs;
import lumen.runtime.evidence.EvidenceEntry;

/**
 * Asks, is answered by the rules of the job, runs what was decided, and tells what became of it.
 *
 * <p>Tokens are log-normal (coefficient of variation 0.8), times too (sigma 0.5); the quality of a
 * success is its mean give or take 0.1. A failure takes half the tokens; one failure of five is a
 * time-out.
 */
public final class Gateway {
  private static final long MICROS = 1_000_000;
  private static final double TOKEN_SIGMA = StrictMath.sqrt(StrictMath.log(1 + 0.8 * 0.8));
  private static final double TIME_SIGMA = 0.5;
  private static final double MAX_WHOLE = 1e7;
  private static final double TIMEOUTS = 0.2;
  private static final String BASELINE = "baseline";

  /** Takes the lines of the log. */
  @FunctionalInterface
  public interface Lines {
    /** Takes a line without its end. */
    void take(String line) throws IOException;
  }

  /**
   * A line that is to come.
   *
   * @param number decides between lines of one time
   * @param told what it tells of an outcome; null where it tells of none, or once more
   */
  private record Planned(long micros, long number, String line, Told told, Kind kind) {
    static final Comparator<Planned> ORDER =
        Comparator.comparingLong(Planned::micros).thenComparingLong(Planned::number);
  }

  /** What an outcome says. */
  private record Told(String result, String ran, long tokens, boolean diverted) {}

  private enum Kind {
    REQUEST,
    REPEAT,
    OUTCOME,
    DOUBLE,
    LATE,
    COMMAND
  }

  private final GatewaySettings settings;
  private final SplittableRandom random;
  private final PriorityQueue<Planned> planned = new PriorityQueue<>(Planned.ORDER);
  private final GatewayTruth truth = new GatewayTruth();
  private final Answer answer = new Answer();
  private final PlainLog log;
  private final double ttlS;
  private long number;
  private long asked;

  /**
   * A gateway.
   *
   * @param overlay configuration by which it is answered
   */
  public Gateway(GatewaySettings settings, OverlaySettings overlay) {
    this.settings = settings;
    random = new SplittableRandom(settings.seed());
    log = new PlainLog(overlay, "simulated", answer);
    ttlS = overlay.file().join().outcomeTtlS();
  }

  /** Plays it to its end. */
  public GatewayTruth play(Lines lines) throws IOException {
    long endMicros = Math.round((GatewaySettings.START_S + 60 * settings.minutes()) * MICROS);
    settings
        .commands()
        .forEach(
            (atS, line) -> plan(micros(atS), line.replace("@", text(micros(atS))), Kind.COMMAND));
    planRequest(micros(0));
    while (!planned.isEmpty() && planned.peek().micros() < endMicros) {
      Planned next = planned.poll();
      log.take(next.line());
      lines.take(next.line());
      count(next);
      if (next.kind() == Kind.REQUEST) {
        follow(next.micros());
        planRequest(next.micros());
      }
    }
    planned.forEach(
        left -> truth.waiting += left.kind() == Kind.OUTCOME || left.kind() == Kind.LATE ? 1 : 0);
    return truth;
  }

  private void count(Planned line) {
    truth.requests += line.kind() == Kind.REQUEST || line.kind() == Kind.REPEAT ? 1 : 0;
    truth.repeated += line.kind() == Kind.REPEAT ? 1 : 0;
    truth.doubled += line.kind() == Kind.DOUBLE ? 1 : 0;
    truth.late += line.kind() == Kind.LATE ? 1 : 0;
    if (line.told() != null) {
      Told told = line.told();
      truth.tokens += told.tokens();
      truth.diverted += told.diverted() ? 1 : 0;
      truth.results.merge(told.result(), 1L, Long::sum);
      truth.ran.merge(told.ran(), 1L, Long::sum);
    }
  }

  private static long micros(double atS) {
    return Math.round((GatewaySettings.START_S + atS) * MICROS);
  }

  private static String text(long micros) {
    return "%d.%06d".formatted(micros / MICROS, micros % MICROS);
  }

  private void plan(long micros, String line, Kind kind) {
    plan(micros, line, null, kind);
  }

  private void plan(long micros, String line, Told told, Kind kind) {
    planned.add(new Planned(micros, number++, line, told, kind));
  }

  private void planRequest(long afterMicros) {
    double waitS = -StrictMath.log(1 - random.nextDouble()) / settings.rate();
    long micros = afterMicros + Math.max(1, Math.round(waitS * MICROS));
    plan(micros, request("req-%07d".formatted(asked), micros), Kind.REQUEST);
  }

  private String request(String id, long micros) {
    // A confidence with three digits, the same whenever the request is asked.
    double confidence =
        new SplittableRandom(settings.seed() * 31 + asked).nextInt(600, 1_001) / 1e3;
    return "{\"type\":\"request\",\"ts\":%s,\"request_id\":\"%s\",\"scenario_type\":\"%s\",\"confidence\":%s}"
        .formatted(text(micros), id, settings.scenario(), confidence);
  }

  /** Runs what was decided, and plans what is told of it. */
  private void follow(long micros) {
    String id = "req-%07d".formatted(asked);
    FeedFaults faults = settings.faults();
    if (random.nextDouble() < faults.repeated()) {
      long again = micros + random.nextLong(1, 10 * MICROS);
      plan(again, request(id, again), Kind.REPEAT);
    }
    double chance = random.nextDouble();
    boolean lost = chance < faults.lost();
    double beyondLate = faults.lost() + faults.late();
    double beyondDoubled = beyondLate + faults.doubled();
    boolean late = !lost && chance < beyondLate;
    boolean doubled = chance >= beyondLate && chance < beyondDoubled;
    boolean diverted = chance >= beyondDoubled && chance < beyondDoubled + faults.diverted();
    String decided = answer.overlay;
    String ran = diverted ? BASELINE : decided;
    ModelTruth model =
        settings.truth(ran, (micros - GatewaySettings.START_S * MICROS) / (double) MICROS);
    boolean failed = random.nextDouble() < model.failures();
    boolean timeout = failed && random.nextDouble() < TIMEOUTS;
    long tokens = whole(model.tokens() * (failed ? 0.5 : 1) * logNormal(TOKEN_SIGMA, true));
    long latencyMs = whole(model.latencyMs() * (timeout ? 20 : 1) * logNormal(TIME_SIGMA, false));
    double quality = Math.max(0, Math.min(1, model.quality() + 0.1 * gauss()));
    asked++;
    if (lost) {
      truth.lost++;
      return;
    }
    String result = "success";
    if (failed) {
      result = timeout ? "timeout" : "failure";
    }
    long delayMicros = Math.min(latencyMs, (long) (ttlS * 900)) * 1_000;
    if (late) {
      delayMicros = Math.round(ttlS * MICROS * (1.05 + 0.8 * random.nextDouble()));
    }
    long at = micros + delayMicros;
    String line =
        "{\"type\":\"outcome\",\"ts\":%s,\"request_id\":\"%s\",\"overlay\":\"%s\",\"result\":\"%s\",\"latency_ms\":%d,\"tokens\":%d,\"quality\":%s}"
            .formatted(
                text(at), id, ran, result, latencyMs, tokens, Math.rint(1e3 * quality) / 1e3);
    Told told = new Told(result, ran, tokens, !ran.equals(decided));
    plan(at, line, told, late ? Kind.LATE : Kind.OUTCOME);
    if (doubled) {
      plan(at + random.nextLong(1, 5 * MICROS), line, Kind.DOUBLE);
    }
  }

  private static long whole(double value) {
    return Math.round(Math.max(1, Math.min(MAX_WHOLE, value)));
  }

  /** Of median 1, or of mean 1. */
  private double logNormal(double sigma, boolean ofMean) {
    return StrictMath.exp(sigma * gauss() - (ofMean ? sigma * sigma / 2 : 0));
  }

  /** A normal number (Box and Muller). */
  private double gauss() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /** Hears the last answer. */
  private static final class Answer implements RouteOutputs {
    private String overlay = BASELINE;

    @Override
    public void answer(Decision decision) {
      overlay = decision.overlay();
    }

    @Override
    public void decision(Decision decision) {
      // Its answer follows.
    }

    @Override
    public void verdict(Verdict verdict) {
      // Of no meaning to a gateway.
    }

    @Override
    public void evidence(EvidenceEntry entry) {
      // Of no meaning to a gateway.
    }

    @Override
    public void account(RouteAccount account) {
      // Of no meaning to a gateway.
    }

    @Override
    public void reject(RouteReason reason, String detail, String stream, Position position) {
      // Doubled outcomes are.
    }
  }
}
