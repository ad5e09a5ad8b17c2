package lumen.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import lumen.connectors.replay.RecordedParts;
import lumen.connectors.replay.RecordingException;
import lumen.connectors.replay.RecordingFiles;
import lumen.connectors.replay.RecordingReader;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.SampleBlock;
import lumen.fusion.ReplayPlan;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.fusion.sink.Outputs;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.TenantFusion;

/**
 * What one thread does with a recording without Flink: the same intake, the same mathematics, the
 * same frames in one file; no state backend, no checkpoints, no network (McSherry, Isard, Murray
 * 2015: the configuration that outperforms a single thread).
 *
 * <p>Rejects, late events and facts are decided and counted as in the job, but not written.
 */
public final class SingleThreadReference {
  private static final int RUNS = 2;

  private final LumenSettings settings;
  private final FusionSettings fusionSettings;
  private final Map<String, LoopChannel> channels = new HashMap<>();
  private final TreeMap<String, TenantFusion> tenants = new TreeMap<>();
  private final Writer out;
  private long frames;
  private long events;

  /**
   * What a run came to.
   *
   * @param events events read
   * @param frames frames written
   * @param seconds from the first byte read to the last byte written
   */
  public record Result(long events, long frames, double seconds) {
    /** Events per second. */
    public double rate() {
      return events / seconds;
    }
  }

  private SingleThreadReference(LumenSettings settings, Writer out) {
    this.settings = settings;
    this.fusionSettings = settings.fusionSettings();
    this.out = out;
  }

  /**
   * Runs a recording to its end.
   *
   * @param frames file of the frames; those of several tenants lie in the order in which they were
   *     made
   */
  public static Result run(RecordedParts recording, LumenSettings settings, Path frames)
      throws IOException {
    long begun = System.nanoTime();
    try (Writer out = Files.newBufferedWriter(frames);
        RecordingReader reader =
            new RecordingReader(recording, ReplayPlan.options(settings, 0, false))) {
      SingleThreadReference loop = new SingleThreadReference(settings, out);
      loop.play(reader);
      out.flush();
      return new Result(loop.events, loop.frames, (System.nanoTime() - begun) / 1e9);
    }
  }

  private void play(RecordingReader reader) throws IOException {
    List<Envelope> chunk = new ArrayList<>();
    Map<String, Long> received = new HashMap<>();
    while (reader.readChunk(chunk)) {
      for (Envelope envelope : chunk) {
        if (envelope instanceof SampleBlock block) {
          channel(block).add(block);
        } else if (envelope instanceof Account account) {
          received.put(account.source(), account.counts().received());
        }
      }
      chunk.clear();
      if (reader.lineMicros() != Long.MIN_VALUE) {
        advance(reader.lineMicros());
      }
    }
    advance(Long.MAX_VALUE);
    events = received.values().stream().mapToLong(Long::longValue).sum();
  }

  private LoopChannel channel(SampleBlock block) {
    LoopChannel channel = channels.get(block.channelKey());
    if (channel == null) {
      TenantFusion tenant =
          tenants.computeIfAbsent(block.tenant(), name -> new TenantFusion(fusionSettings, name));
      channel = new LoopChannel(block, settings, tenant);
      channels.put(block.channelKey(), channel);
    }
    return channel;
  }

  private void advance(long frontier) {
    channels.values().forEach(channel -> channel.advance(frontier));
    tenants.values().forEach(tenant -> tenant.advance(frontier, this::write, null));
  }

  private void write(FusedFrame frame) {
    try {
      out.write(Outputs.FRAMES.form().line(frame));
      out.write('\n');
      frames++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@code FILE FRAMES [CONFIG]}: runs the recording twice, writes the frames, prints the figures
   * of both runs. The second has its code compiled.
   */
  public static void main(String[] args) throws IOException, RecordingException {
    LumenSettings settings =
        args.length > 2 ? SettingsLoader.load(Path.of(args[2])) : LumenSettings.defaults();
    RecordedParts recording = RecordingFiles.find(List.of(Path.of(args[0]))).get(0);
    for (int run = 0; run < RUNS; run++) {
      Result result = run(recording, settings, Path.of(args[1]));
      System.out.printf(
          Locale.ROOT,
          "events %d frames %d seconds %.3f events_per_second %.0f%n",
          result.events(),
          result.frames(),
          result.seconds(),
          result.rate());
    }
  }
}
