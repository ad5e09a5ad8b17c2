package lumen.connectors.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import lumen.event.Envelope;
import lumen.event.LateEvent;
import lumen.event.Reject;

/** Logs of decided events as text, and what a stream makes of them. */
public final class LogText {
  public static final long START = 1_767_225_600_000_000L;
  public static final String HEADER = header(1, 100_000);

  private LogText() {}

  public static String header(int version, long outOfOrdernessMicros) {
    return "{\"lumen\":\"log\",\"version\":%d,\"out_of_orderness_us\":%d}"
        .formatted(version, outOfOrdernessMicros);
  }

  public static String event(String stream, double value, long micros, long at, String verdict) {
    return "{\"ts\":%s,\"source\":\"s_%s\",\"key\":\"k\",\"value\":%s,\"meta\":{\"stream\":\"%s\",\"at\":%s%s}}"
        .formatted(seconds(micros), stream, value, stream, seconds(at), verdict);
  }

  public static String event(String stream, double value, long at) {
    return event(stream, value, at, at, "");
  }

  public static String notice(String kind, String stream, long at, String more) {
    return "{\"lumen\":\"%s\",\"at\":%s,\"stream\":\"%s\",\"source\":\"s_%s\"%s}"
        .formatted(kind, seconds(at), stream, stream, more);
  }

  public static String command(String id, long at) {
    return notice("command", "control", at, ",\"command\":{\"id\":\"" + id + "\",\"ki\":0.10}");
  }

  public static String beat(long at) {
    return "{\"lumen\":\"beat\",\"at\":%s}".formatted(seconds(at));
  }

  private static String seconds(long micros) {
    return "%d.%06d".formatted(micros / 1_000_000, micros % 1_000_000);
  }

  /** A log with everything in it, well and badly formed, from streams {@code a} and {@code b}. */
  public static List<String> random(long seed, int lines) {
    Random random = new Random(seed);
    List<String> log = new ArrayList<>(List.of(HEADER));
    long at = START;
    for (int i = 0; i < lines; i++) {
      at += random.nextInt(20_000);
      String stream = random.nextBoolean() ? "a" : "b";
      log.add(
          switch (random.nextInt(12)) {
            case 0 -> beat(at);
            case 1 -> event(stream, i, at - 500_000, at, ",\"fate\":\"late\"");
            case 2 -> event(stream, i, at, at, ",\"clamped\":1");
            case 3 ->
                notice("reject", stream, at, ",\"reason\":\"malformed_osc\",\"raw\":\"" + i + "\"");
            case 4 -> notice("dropped", stream, at, ",\"count\":" + random.nextInt(9));
            case 5 -> notice("filtered", stream, at, ",\"count\":" + random.nextInt(9));
            case 7 -> command("c" + i, at);
            case 6 -> random.nextBoolean() ? "{\"lumen\":" : notice("gift", stream, at, "");
            default -> event(stream, i, at - random.nextInt(100_000), at, "");
          });
    }
    return log;
  }

  public static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Plays to the end; where asked, each chunk by a stream restored from the state before. */
  public static Playback play(ReplaySplit log, long chunkBytes, boolean restoring)
      throws IOException {
    List<Envelope> out = new ArrayList<>();
    RecordedStream stream = RecordedStream.open(log, LinePlay.of(Playback.OPTIONS), false, true);
    while (!stream.isFinished()) {
      stream.readChunk(chunkBytes, Long.MAX_VALUE, out);
      if (restoring) {
        ReplaySplit state = stream.snapshot();
        stream.close();
        stream = RecordedStream.open(state, LinePlay.of(Playback.OPTIONS), false, true);
      }
    }
    stream.close();
    return played(out);
  }

  /** What was given, the notices by stream: across streams their order is not promised. */
  public static Playback played(Iterable<Envelope> out) {
    Playback played = Playback.of(out);
    played.rejects().sort(Comparator.comparing(Reject::stream));
    played.late().sort(Comparator.comparing(LateEvent::stream));
    return played;
  }
}
