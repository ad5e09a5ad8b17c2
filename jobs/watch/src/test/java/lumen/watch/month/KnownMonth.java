package lumen.watch.month;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A month of a rig whose bad hours are known, scraped every 15 s, and what is counted of its inputs
 * every 5: {@code a} plays day and night, {@code b} from 10:00 to 16:00. Lengths are multiples of 5
 * min, as tiles are.
 */
final class KnownMonth {
  /** 0:00 of its first day, in seconds since 1970. */
  static final long START = 1_760_054_400L;

  static final int DAYS = 30;

  /** From one scrape to the next. */
  static final int EVERY_S = 15;

  /** From one sample of what the inputs count to the next. */
  private static final int COUNTED_S = 5;

  /** When in the first 15 s the first scrape is. */
  static final int FIRST_S = 10;

  static final List<String> TENANTS = List.of("a", "b");

  private static final String A = "a";
  private static final String B = "b";
  private static final String JOB = "";

  private static final List<Spell> SPELLS =
      List.of(
          Spell.of("phase", A, 3, 10, 0, 100),
          Spell.of("phase", A, 21, 3, 0, 90),
          Spell.of("sync", A, 20, 8, 0, 390),
          Spell.of("coherence", A, 12, 8, 0, 720),
          Spell.of("qr", A, 8, 0, 0, 360),
          Spell.of("residual", A, 15, 12, 0, 180),
          Spell.of("evidence", A, 17, 6, 0, 300),
          Spell.of("rolled back", A, 29, 6, 0, 60),
          Spell.of("phase", B, 10, 14, 0, 30),
          // The last half hour of it, but for 5 min, is after the session: nobody is judged by it.
          Spell.of("coherence", B, 11, 15, 0, 90),
          Spell.of("coherence", B, 5, 22, 0, 60),
          Spell.of("reference away", B, 22, 0, 0, 2 * 24 * 60),
          Spell.of("loss", JOB, 24, 0, 0, 360),
          Spell.of("dead", JOB, 28, 2, 0, 40),
          Spell.of("dead", JOB, 29, 12, 0, 360));

  /** When faults were survived, each for a week. */
  private static final List<Spell> FAULTS =
      List.of(
          Spell.of("jitter", JOB, 1, 20, 0, 0),
          Spell.of("spike", JOB, 1, 20, 0, 0),
          Spell.of("kill", JOB, 3, 0, 0, 0));

  private static final long FAULT_AGAIN_S = Spell.moment(6, 0, 0);
  private static final long CANARY_S = Spell.moment(4, 0, 0);
  private static final double FRAMES_PER_SCRAPE = 75;
  private static final double EVENTS_PER_COUNT = 500;

  private double frames;
  private final double[] evaluated = new double[TENANTS.size()];
  private double events;
  private double dropped;

  /** Whether something is bad at a second of the month. */
  static boolean is(String what, String tenant, long second) {
    return SPELLS.stream().anyMatch(spell -> spell.isOf(what, tenant) && spell.holds(second));
  }

  /** Whether the job runs. */
  static boolean isAlive(long second) {
    return !is("dead", JOB, second);
  }

  /** The protocol's state: 2 while the tenant plays, 4 while it has rolled back, else 0. */
  static int state(String tenant, long second) {
    if (is("rolled back", tenant, second)) {
      return 4;
    }
    long of = Math.floorMod(second, Spell.moment(1, 0, 0));
    boolean plays = of >= Spell.moment(0, 10, 0) && of < Spell.moment(0, 16, 0);
    return tenant.equals(A) || plays ? 2 : 0;
  }

  /**
   * Writes the scrapes of a part of the month as OpenMetrics; parts are to be asked for one after
   * the other.
   *
   * @param fromS first second
   * @param toS behind the last
   */
  void write(Path file, long fromS, long toS) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      long first = Math.floorDiv(fromS + COUNTED_S - 1, COUNTED_S) * COUNTED_S;
      for (long second = Math.max(FIRST_S, first); second < toS; second += COUNTED_S) {
        boolean all = Math.floorMod(second - FIRST_S, EVERY_S) == 0;
        if (all) {
          host(out, second);
        }
        if (isAlive(second)) {
          inputs(out, second);
          if (all) {
            job(out, second);
          }
        } else {
          frames = 0;
          evaluated[0] = 0;
          evaluated[1] = 0;
          events = 0;
          dropped = 0;
        }
      }
      out.write("# EOF\n");
    }
  }

  private static void host(Writer out, long second) throws IOException {
    for (Spell fault : FAULTS) {
      long since = second - fault.fromS();
      if (since >= 0) {
        long passed = START + second - Math.floorMod(since, FAULT_AGAIN_S);
        String mode = "mode=\"" + fault.what() + "\"";
        put(out, "lumen_chaos_passed_timestamp_seconds", mode, second, passed);
      }
    }
    String canary = "gate=\"canary\"";
    put(out, "lumen_gate_passes_in_a_row", canary, second, second < CANARY_S ? 1 : 3);
  }

  private void inputs(Writer out, long second) throws IOException {
    events += EVENTS_PER_COUNT;
    dropped += is("loss", JOB, second) ? 0.06 * EVENTS_PER_COUNT : 0;
    put(out, "fusion_stream_ingest_total", "source=\"osc\"", second, events);
    put(out, "fusion_dropped_total", "source=\"osc\"", second, dropped);
  }

  private void job(Writer out, long second) throws IOException {
    frames += FRAMES_PER_SCRAPE;
    for (int i = 0; i < TENANTS.size(); i++) {
      tenant(out, i, second);
    }
  }

  private void tenant(Writer out, int number, long second) throws IOException {
    String name = TENANTS.get(number);
    String of = "tenant=\"" + name + "\"";
    boolean odd = Math.floorMod(second / EVERY_S, 2) == 1;
    boolean unsteady = is("residual", name, second);
    int state = state(name, second);
    evaluated[number] += is("evidence", name, second) ? 0 : FRAMES_PER_SCRAPE;
    put(out, "bridge_state", of, second, state);
    if (state == 2) {
      put(out, "bridge_phase_diff_mean", of, second, is("phase", name, second) ? 0.03 : 0.01);
      put(out, "bridge_sync_quality", of, second, is("sync", name, second) ? 0.7 : 0.95);
    }
    put(out, "fusion_coherence_level", of, second, is("coherence", name, second) ? 0.8 : 0.95);
    put(out, "fusion_align_q", of, second, is("qr", name, second) ? 0.019 : 0.012);
    put(out, "fusion_align_r", of, second, 0.01);
    put(out, "fusion_frames_total", of, second, frames);
    put(out, "evidence_evaluated_total", of, second, evaluated[number]);
    put(out, "fusion_frame_emitted_timestamp_seconds", of, second, START + second - 0.2);
    put(out, "ure_up", of, second, is("reference away", name, second) ? 0 : 1);
    put(out, "ure_residual_entropy_last", of, second, unsteady ? (odd ? 0.2 : 0.8) : 0.5);
    if (is("evidence", name, second - Spell.moment(0, 0, 3))) {
      String alert =
          "alertname=\"EvidenceIngestStalled\",alertstate=\"firing\",family=\"evidence\",";
      put(out, "ALERTS", alert + of, second, 1);
    }
  }

  private static void put(Writer out, String name, String labels, long second, double value)
      throws IOException {
    out.write(String.format(Locale.ROOT, "%s{%s} %s %d%n", name, labels, value, START + second));
  }
}
